"""Read modules from the one archive that all programs of a build share; the first runtime hook.

PyInstaller puts the whole archive into every program. Windows has two, and it weighs 8 MB that compress no further.
"""

import os
import sys

import pyimod02_importers

shared = os.path.join(sys._MEIPASS, "modules.pyz")  # type: ignore[attr-defined]
pyimod02_importers.pyz_archive.__init__(shared, 0, check_pymagic=True)
# What was looked for in the empty archive of the program is looked for again.
pyimod02_importers._pyz_tree = None
sys.path_importer_cache.clear()
