#!/usr/bin/env bash
# Build the Windows program on Debian and run it, under Wine: a rehearsal, where there is no Windows.
#
#     packaging/windows_in_wine.sh [WORK]     WORK is build/wine unless told; the log of every step stays in WORK/log
#     OCR=1 packaging/windows_in_wine.sh      the bundle that recognises scans, its self-test reading a drawn page
#
# Makes WORK/dist/duyue (the folder), the zip, the installer and the pictures of the window. Needs CPython 3.11 (its
# standard library goes into the program), root or sudo for apt, a network, 3 GB and about 20 minutes.
# Wine 8 is not Windows: scaling, input methods, printing, antivirus and SmartScreen show on a real machine alone.
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
work=$(realpath -m "${1:-$root/build/wine}")
python=${PYTHON:-$root/.venv/bin/python}
font=fonts-wqy-microhei
packages=(gcc-mingw-w64-x86-64-win32 msitools osslsigncode wine wine64 wixl xdotool xvfb "$font")
log=$work/log
ocr=(${OCR:+--ocr})
mkdir -p "$log"

# Wine hands no QT_ variables on, and starts no Python over a file of Unix, python.org's own neither: so over pipes.
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
  grep -aE '^(通过|SKIPPED|[0-9]+ (passed|failed))|\(≤ |\.(zip|msi): ' "$log/$name.log" | sed 's/^/    /' || true
  printf '    done in %d s\n' $((SECONDS - began))
}

fits() { # PYTHON: tell whether it is a CPython 3.11
  "$1" -c 'import sys; sys.exit((sys.implementation.name, *sys.version_info[:2]) != ("cpython", 3, 11))'
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

build() { # INTO
  rm -rf "$1"
  # Git is not there under Wine: what it would tell comes along.
  export SOURCE_DATE_EPOCH DUYUE_COMMIT
  SOURCE_DATE_EPOCH=$(git -C "$root" log -1 --format=%ct)
  DUYUE_COMMIT=$(git -C "$root" rev-parse HEAD)
  wine_ "$work/python/python.exe" "$(windows_path "$root/packaging/build.py")" --archive "${ocr[@]}" --out "$(windows_path "$1")"
  # A stand-in would take the place of the real library.
  ! find "$1/duyue" -type f | grep -iE '/(bcryptprimitives|icuuc|mscms)\.dll$'
  "$python" "$root/packaging/msi.py" "$1/duyue" "$1/duyue.msi"
  "$python" "$root/packaging/report.py" "$1/duyue"
}

selftest() { # PROGRAM NAME: with Windows' own platform, from where it lies
  wine_ "$1" --selftest --out "$(windows_path "$work/seen/$2")"
  [[ -s $(find "$work/seen/$2" -name '*.png' -print -quit) ]]
}

refused() { # WORDS PROGRAM...: it ends with 1 and says so
  local words=$1 said
  shift
  if said=$(wine_ "$@"); then
    echo "was not refused: $*"
    return 1
  fi
  grep -aF "$words" <<<"$said"
}

portable() {
  local there="$work/我的 程序"
  rm -rf "$there"
  mkdir "$there"
  "$python" -m zipfile -e "$work"/dist/duyue-*-windows.zip "$there"
  # Nothing that it was built with may help it.
  mv "$work/python" "$work/python.away"
  trap 'mv "$work/python.away" "$work/python"' EXIT
  selftest "$there/duyue/duyue.exe" portable
  wine_ "$there/duyue/duyue.exe" suggest "$(windows_path "$root/seeds/000_7247668ee333bfb4.txt")" --checklist cq2023
  [[ -d $there/duyue/督阅数据/cache && ! -e $WINEPREFIX/drive_c/users/$(id -un)/AppData/Local/Duyue ]]
}

broken() {
  local there="$work/不全 的程序" name
  rm -rf "$there"
  cp -r "$work/dist/duyue" "$there"
  for name in dict.txt indicators.yaml qwindows.dll qsvg.dll qtbase_zh_CN.qm pdfium.dll default.docx BUILD.json; do
    local file
    file=$(find "$there" -name "$name")
    mv "$file" "$work/aside"
    refused "失败  程序文件：缺少 " "$there/duyue.exe" --selftest
    mv "$work/aside" "$file"
  done
  wine_ reg add 'HKCU\Software\Wine' /v Version /d win81 /f
  local code=0
  refused '督阅需要 Windows 10 1809' "$there/duyue.exe" --selftest || code=$?
  wine_ reg add 'HKCU\Software\Wine' /v Version /d win10 /f
  return "$code"
}

installer() {
  local current='HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion'
  local user=$WINEPREFIX/drive_c/users/$(id -un)
  local there=$user/AppData/Local/Programs/Duyue
  wine_ reg add "$current" /v CurrentBuildNumber /d 17762 /f
  wine_ msiexec /i "$(windows_path "$work/dist/duyue.msi")" /qn || true
  [[ ! -e $there ]] || { echo "an older Windows was not refused"; return 1; }
  wine_ reg add "$current" /v CurrentBuildNumber /d 17763 /f
  wine_ msiexec /i "$(windows_path "$work/dist/duyue.msi")" /qn
  selftest "$there/duyue.exe" installed
  [[ -f "$user/AppData/Roaming/Microsoft/Windows/Start Menu/Programs/督阅.lnk" ]]
  wine_ reg query 'HKCU\Software\Classes\.duyue' | grep -a Duyue.Case
  mkdir -p "$user/Documents/督阅" "$user/AppData/Roaming/Duyue/settings"
  touch "$user/Documents/督阅/留下.duyue" "$user/AppData/Roaming/Duyue/settings/settings.json"

  echo "another build of the same version takes its place"
  rm -rf "$work/newer"
  mkdir "$work/newer"
  cp -r "$work/dist/duyue" "$work/newer/duyue"
  sed -i 's/^ "commit": ".*"/ "commit": "newer"/' "$work"/newer/duyue/parts-*/BUILD.json
  rm "$work/newer/duyue/SBOM.json"
  "$python" "$root/packaging/msi.py" "$work/newer/duyue" "$work/newer/duyue.msi"
  wine_ msiexec /i "$(windows_path "$work/newer/duyue.msi")" /qn
  grep '"commit": "newer"' "$there"/parts-*/BUILD.json
  [[ -f $there/duyue.exe && ! -e $there/SBOM.json ]]

  wine_ msiexec /x "$(windows_path "$work/newer/duyue.msi")" /qn
  [[ ! -e $there/duyue.exe ]] || { echo "the program was not taken away"; return 1; }
  [[ -f "$user/Documents/督阅/留下.duyue" && -f "$user/AppData/Roaming/Duyue/settings/settings.json" ]]
}

same_bytes() {
  build "$work/again"
  local file
  for file in "$work"/dist/*.msi "$work"/dist/*.zip; do
    cmp "$file" "$work/again/$(basename "$file")"
  done
}

tests() {
  cd "$root"
  # They look for a font where Windows has its own. Wine's own platform would lose it by that, so it comes last.
  mkdir -p "$WINEPREFIX/drive_c/windows/Fonts"
  dpkg -L "$font" | grep '\.ttc$' | xargs -I{} cp {} "$WINEPREFIX/drive_c/windows/Fonts/"
  # What stands in for Debian, and what needs pip or git, is left out or skips itself. The window's tests take half of
  # the time: they run beside the others, since pytest's own workers do not start under Wine.
  local window code=0
  tested tests/ui >"$log/tests-window.log" 2>&1 &
  window=$!
  tested --ignore=tests/ui tests || code=$?
  wait "$window" || code=$?
  cat "$log/tests-window.log"
  return "$code"
}

tested() { # ARGUMENTS OF PYTEST...
  # A test that stands still tells where it stands.
  wine_ "$work/python/python.exe" -m pytest -q -p no:cacheprovider -o faulthandler_timeout=300 -m "not all" "$@"
}

if [[ -z ${PYTHON:-} && ! -x $python ]]; then
  for base in python3.11 python3; do fits "$base" 2>"$log/environment.log" && break; done
  fits "$base" || { echo "windows_in_wine.sh needs CPython 3.11: install it, or set PYTHON." >&2; exit 1; }
  step environment "$base" "$root/start.py" -- --version
fi
fits "$python" || { echo "windows_in_wine.sh needs CPython 3.11, which $python is not: set PYTHON." >&2; exit 1; }
step tools install_tools
# One screen for all: what Wine keeps running between two programs stays with the screen that it began on. It must not
# begin anew when its last program leaves: who looks for the first window comes and goes, and would end Wine's desktop.
rm -f "$work/screen"
Xvfb -displayfd 3 -screen 0 1920x1080x24 -noreset >"$log/screen.log" 2>&1 3>"$work/screen" &
screen=$!
trap 'wineserver -k || true; kill "$screen"' EXIT
until [[ -s $work/screen ]]; do sleep 0.2; done
export DISPLAY=:$(<"$work/screen")
step python "$python" "$root/packaging/windows_python.py" "$work/python" "${ocr[@]}"
step prefix make_prefix
step build build "$work/dist"
step portable portable
step broken broken
step installer installer
step same-bytes same_bytes
step tests tests
echo "Built and run under Wine: $work/dist"
