#!/usr/bin/env bash
# Build the Windows program on Debian and run it, under Wine: a rehearsal, where there is no Windows.
#
#     packaging/windows_in_wine.sh [WORK]     WORK is build/wine unless told; the log of every step stays in WORK/log
#
# Makes WORK/dist/duyue (the folder), the zip, the installer and the pictures of the window. Needs CPython 3.11 (its
# standard library goes into the program), root or sudo for apt, a network, 3 GB and about 15 minutes.
# Wine 8 is not Windows: scaling, input methods, printing, antivirus and SmartScreen show on a real machine alone.
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
work=$(realpath -m "${1:-$root/build/wine}")
python=${PYTHON:-$root/.venv/bin/python}
packages=(gcc-mingw-w64-x86-64-win32 msitools osslsigncode wine wine64 wixl xvfb)
log=$work/log

"$python" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' || {
  echo "windows_in_wine.sh needs CPython 3.11 with the locked packages: run start.py with it, or set PYTHON." >&2
  exit 1
}
mkdir -p "$log"

# Wine hands no QT_ variables on; it takes a terminal for a console and then fails over pipes.
export WINEPREFIX=$work/prefix WINEARCH=win64 WINEDEBUG=-all WINEDLLOVERRIDES='mscms=n;mshtml=;mscoree='
export PYTHONUTF8=1 LC_ALL=C.UTF-8
wine_() { wine "$@" </dev/null 2>&1 | cat; }
windows_path() { printf 'Z:%s' "${1//\//\\}"; }

step() { # NAME COMMAND...: run it with a log of its own
  local name=$1 began=$SECONDS code=0
  shift
  printf '%s …\n' "$name"
  # Within a condition bash would go on after every failure.
  set +e
  (set -e; "$@") >"$log/$name.log" 2>&1
  code=$?
  set -e
  if ((code)); then
    tail -n 20 "$log/$name.log" >&2
    printf '%s failed; the whole log: %s\n' "$name" "$log/$name.log" >&2
    exit 1
  fi
  grep -aE '^(通过|FAILED|[0-9]+ (passed|failed))|MB.?$' "$log/$name.log" | sed 's/^/    /' || true
  printf '    done in %d s\n' $((SECONDS - began))
}

install_tools() {
  local name missing=()
  for name in "${packages[@]}"; do
    [[ $(dpkg-query -W -f='${db:Status-Status}' "$name" 2>/dev/null) == installed ]] || missing+=("$name")
  done
  ((${#missing[@]} == 0)) && return
  local as=()
  ((EUID == 0)) || as=(sudo)
  "${as[@]}" apt-get update
  DEBIAN_FRONTEND=noninteractive "${as[@]}" apt-get install -y --no-install-recommends "${missing[@]}"
}

make_prefix() {
  rm -rf "$WINEPREFIX"
  wine_ wineboot -i
  local stub name
  for stub in "$root"/packaging/windows/*.c; do
    name=$(basename "$stub" .c)
    x86_64-w64-mingw32-gcc -shared -O2 -o "$WINEPREFIX/drive_c/windows/system32/$name.dll" "$stub" -ladvapi32
  done
  wine_ reg add 'HKCU\Software\Wine' /v Version /d win10 /f
}

build() {
  rm -rf "$work/dist"
  # Git is not there under Wine: what it would tell comes along.
  export SOURCE_DATE_EPOCH DUYUE_COMMIT
  SOURCE_DATE_EPOCH=$(git -C "$root" log -1 --format=%ct)
  DUYUE_COMMIT=$(git -C "$root" rev-parse HEAD)
  wine_ "$work/python/python.exe" "$(windows_path "$root/packaging/build.py")" \
    --archive --out "$(windows_path "$work/dist")"
  # A stand-in would take the place of the real library.
  ! find "$work/dist/duyue" -type f | grep -iE '/(bcryptprimitives|icuuc|mscms)\.dll$'
}

selftest() { # PROGRAM NAME: with Windows' own platform, from where it lies
  wine_ "$1" --selftest --out "$(windows_path "$work/seen/$2")"
  [[ -s $(find "$work/seen/$2" -name '*.png' -print -quit) ]]
}

from_a_folder_of_another_name() {
  rm -rf "$work/我的 程序"
  cp -r "$work/dist/duyue" "$work/我的 程序"
  # Nothing that it was built with may help it.
  mv "$work/python" "$work/python.away"
  local code=0
  selftest "$work/我的 程序/duyue.exe" folder || code=$?
  mv "$work/python.away" "$work/python"
  return "$code"
}

installer() {
  local package current='HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion'
  package=$(windows_path "$work/dist/duyue.msi")
  local user=$WINEPREFIX/drive_c/users/$(id -un)
  local there=$user/AppData/Local/Programs/Duyue
  "$python" "$root/packaging/msi.py" "$work/dist/duyue" "$work/dist/duyue.msi"
  wine_ reg add "$current" /v CurrentBuildNumber /d 17762 /f
  wine_ msiexec /i "$package" /qn || true
  [[ ! -e $there ]] || { echo "an older Windows was not refused"; return 1; }
  wine_ reg add "$current" /v CurrentBuildNumber /d 17763 /f
  wine_ msiexec /i "$package" /qn
  selftest "$there/duyue.exe" installed
  [[ -f "$user/AppData/Roaming/Microsoft/Windows/Start Menu/Programs/督阅.lnk" ]]
  wine_ reg query 'HKCU\Software\Classes\.duyue' | grep -a Duyue.Case
  mkdir -p "$user/Documents/督阅" "$user/AppData/Roaming/Duyue/settings"
  touch "$user/Documents/督阅/留下.duyue" "$user/AppData/Roaming/Duyue/settings/settings.json"
  wine_ msiexec /x "$package" /qn
  [[ ! -e $there/duyue.exe ]] || { echo "the program was not taken away"; return 1; }
  [[ -f "$user/Documents/督阅/留下.duyue" && -f "$user/AppData/Roaming/Duyue/settings/settings.json" ]]
}

window_tests() {
  cd "$root"
  # Read, not counted: the offscreen platform finds no fonts on Windows, so that places on the page differ, and some tests
  # take a disk away as only Linux lets them.
  wine_ "$work/python/python.exe" -m pytest -q -p no:cacheprovider -m "not all" tests/ui || true
}

step tools install_tools
# One screen for all: what Wine keeps running between two programs stays with the screen that it began on.
rm -f "$work/screen"
Xvfb -displayfd 3 -screen 0 1920x1080x24 >"$log/screen.log" 2>&1 3>"$work/screen" &
screen=$!
trap 'wineserver -k || true; kill "$screen"' EXIT
until [[ -s $work/screen ]]; do sleep 0.2; done
export DISPLAY=:$(<"$work/screen")
step python "$python" "$root/packaging/windows_python.py" "$work/python"
step prefix make_prefix
step build build
step selftest from_a_folder_of_another_name
step installer installer
step window-tests window_tests
echo "Built and run under Wine: $work/dist"
