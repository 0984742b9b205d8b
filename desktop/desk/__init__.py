"""Floor 4: the open review, its item models, undo and jobs; QtCore and QUndoStack, no widgets."""
