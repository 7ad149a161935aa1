# Shared set-up of scripts/demo and scripts/test, to be sourced: system packages, virtual environment, this package.
# Needs only bash, git and python3. Installs what is missing and nothing else; progress goes to stderr.
# shellcheck shell=bash

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
venv=$root/.venv

say() { printf '%s\n' "$*" >&2; }

# setup demo|dev: everything that `assess` needs, and with dev also the tools that check the code.
setup() {
  local python extra=""
  [ "$1" = dev ] && extra="[dev]"
  if ! python=$(find_python); then
    apt_install "$(newest_python_package)" || true
    python=$(find_python) || {
      say "需要 Python 3.11 或更新版本，没有找到；请安装后再运行本脚本。"
      say "Python 3.11 or newer is needed and was not found; please install it and run this script again."
      return 1
    }
  fi
  system_packages "$python"
  virtual_environment "$python" "$1" "$extra"
}

# The first Python that is new enough; python3 itself may be too old.
find_python() {
  local name
  for name in python3 python3.14 python3.13 python3.12 python3.11; do
    if new_enough "$name"; then
      command -v "$name"
      return 0
    fi
  done
  return 1
}

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

newest_python_package() {
  local name
  apt_update
  for name in python3.13 python3.12 python3.11; do
    if apt_knows "$name"; then
      echo "$name $name-venv"
      return 0
    fi
  done
}

# Libraries that WeasyPrint loads, and one Chinese font; each only when it is missing.
system_packages() {
  local wanted="" package
  "$1" -c 'import venv, ensurepip' 2>/dev/null || wanted="$("$1" -c \
    'import sys; print("python3-venv" if sys.executable == "/usr/bin/python3" else "python3.%d-venv" % sys.version_info[1])')"
  wanted="$wanted $("$1" - <<'PYTHON'
import ctypes
for library, package in (
    ("libpango-1.0.so.0", "libpango-1.0-0"),
    ("libpangoft2-1.0.so.0", "libpangoft2-1.0-0"),
    ("libharfbuzz-subset.so.0", "libharfbuzz-subset0"),
):
    try:
        ctypes.CDLL(library)
    except OSError:
        print(package, end=" ")
PYTHON
  )"
  has_chinese_font || wanted="$wanted fonts-noto-cjk"
  wanted=$(echo $wanted)
  [ -z "$wanted" ] && return 0
  say "正在安装系统软件包 / installing system packages: $wanted"
  apt_update
  local known=""
  for package in $wanted; do
    # Older releases ship the subset library inside libharfbuzz0b.
    if apt_knows "$package"; then known="$known $package"; fi
  done
  apt_install "$known" || {
    say "没能自动安装。缺少：$wanted"
    say "  Debian/Ubuntu: sudo apt-get install $wanted"
    say "  Fedora: sudo dnf install pango harfbuzz google-noto-sans-cjk-fonts    macOS: brew install pango harfbuzz"
    say "Not installed automatically; the line above names what is missing. Going on, in case it works all the same."
  }
}

has_chinese_font() {
  if command -v fc-list >/dev/null 2>&1; then
    [ -n "$(fc-list :lang=zh-cn family 2>/dev/null | head -n 1)" ]
  else
    find /usr/share/fonts /usr/local/share/fonts "$HOME/.fonts" "$HOME/.local/share/fonts" /System/Library/Fonts \
      \( -iname '*CJK*' -o -iname 'SourceHanSans*' -o -iname 'msyh*' -o -iname 'PingFang*' \) 2>/dev/null | grep -q .
  fi
}

# ---------------------------------------------------------------- apt, as root or through sudo; quiet when impossible

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo >/dev/null 2>&1 && { [ -t 0 ] || sudo -n true 2>/dev/null; }; then
    sudo "$@"
  else
    return 1
  fi
}

apt_updated=""
apt_update() {
  [ -n "$apt_updated" ] && return 0
  apt_updated=yes
  command -v apt-get >/dev/null 2>&1 || return 0
  as_root apt-get update -qq >&2 || say "apt-get update 没有成功，先用现有的清单 / apt-get update failed; using the lists there are"
}

apt_knows() { command -v apt-cache >/dev/null 2>&1 && [ -n "$(apt-cache show "$1" 2>/dev/null | head -n 1)" ]; }

apt_install() {
  [ -n "$1" ] && command -v apt-get >/dev/null 2>&1 || return 1
  local log status=0
  log=$(mktemp)
  # shellcheck disable=SC2086  # a list of names
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $1 >"$log" 2>&1 || {
    status=1
    cat "$log" >&2
  }
  rm -f "$log"
  return "$status"
}

# ---------------------------------------------------------------- the virtual environment

# Made once and used again until pyproject.toml, the Python or the place of the checkout changes.
virtual_environment() {
  local python=$1 purpose=$2 extra=$3 stamp
  stamp="$root $("$python" --version) $(sha256sum <"$root/pyproject.toml")"
  if grep -qsxF "$purpose $stamp" "$venv/.setup" || grep -qsxF "dev $stamp" "$venv/.setup"; then
    return 0
  fi
  say "正在准备虚拟环境 / preparing the virtual environment: $venv"
  # A copied or moved checkout brings scripts that point to the old place; an older Python cannot be used at all.
  if ! grep -qsF "$venv/bin/" "$venv/bin/pip" || ! new_enough "$venv/bin/python"; then
    "$python" -m venv --clear "$venv" >&2
  fi
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --editable "$root$extra" >&2 || {
    say "没能装好 Python 软件包。国内网络可先设：export PIP_INDEX_URL=https://pypi.tuna.tsinghua.edu.cn/simple"
    say "The Python packages could not be installed; check the network, or name a mirror in PIP_INDEX_URL."
    return 1
  }
  echo "$purpose $stamp" >"$venv/.setup"
}
