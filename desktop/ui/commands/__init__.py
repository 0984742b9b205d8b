"""What the actions of a window do, one file a menu."""
