"""The commands that prove, lock and rescue case files: ``duyue case verify``, ``password`` and ``rescue``."""

import argparse
import sys
from pathlib import Path
from typing import Any

from desktop.cli.choice import opened, take_case
from desktop.cli.secrets import chosen, of_case

_COMPARE = "请用备份或另一份副本对照；读不回来的，可用 duyue case rescue 另存完好的部分。"
_NEVER = (
    "案卷从没有过核对码 {0} 所指的状态，现在是 {1}：评分表不出自这份案卷，或案卷此后被改过、换过；请找到导出时的案卷。"
)
_SAME = "核对码相符：案卷现在的内容就是核对码所指的状态。核对码不证明是谁做的，也不证明记录的时间是真的。"
_EARLIER = "核对码相符：{0} 是第 {1} 条修改之后的状态，此前的内容没有变动；其后又改了 {2} 条（或加了材料）。"


def register(case: "argparse._SubParsersAction[Any]") -> None:
    """Describe ``verify``, ``password`` and ``rescue``."""
    verify = case.add_parser("verify", help="核对校验值、引文和修改记录")
    take_case(verify)
    verify.add_argument(
        "--code", type=_code, metavar="CODE", help="评分表上印的核对码：案卷是否有过、现在是否仍是那个状态"
    )
    verify.set_defaults(run=_verify)

    password = case.add_parser("password", help="设置、更换案卷的密码，或用 --remove 取消；忘记的密码无法找回")
    take_case(password)
    password.add_argument("--remove", action="store_true", help="取消密码")
    password.set_defaults(run=_password)

    rescue = case.add_parser("rescue", help="从损坏的案卷读回能证明完好的内容，另存为新案卷；原件不动")
    take_case(rescue)
    rescue.add_argument("-o", "--out", required=True, type=Path, metavar="Y.duyue")
    rescue.set_defaults(run=_rescue)


def _verify(options: argparse.Namespace) -> int:
    """Check a case against itself."""
    with opened(options.case) as file:
        faults = file.verify()
        if not faults:
            case = file.case()
            steps, _ = file.head()
            step = file.step_of(options.code) if options.code else steps
    if faults:
        for said in (*faults, _COMPARE):
            print(f"{options.case.name}：{said}", file=sys.stderr)
        return 1
    if step is None:
        print(f"{options.case.name}：{_NEVER.format(options.code, case.code)}", file=sys.stderr)
        return 1
    held = f"材料 {len(case.documents)} 份，评审 {len(case.reviews)} 次，修改 {steps} 条"
    print(f"{options.case}：核对无误，{held}，核对码 {case.code}")
    if options.code:
        print(_SAME if case.code == options.code else _EARLIER.format(options.code, step, steps - step))
    return 0


def _password(options: argparse.Namespace) -> int:
    """Set, change or take away the password of a case; its backups follow."""
    from desktop.storage.backups import Backups

    with opened(options.case, writing=True) as file:
        former, password = file.password, "" if options.remove else chosen()
        file.lock(password)
        told = Backups().relock(file.key, former, password)
    print(f"{options.case}：{'密码已取消' if options.remove else '密码已设置，忘记的密码无法找回'}。{told}")
    return 0


def _rescue(options: argparse.Namespace) -> int:
    """Save what can be saved of a damaged case."""
    from desktop.storage import salvage

    with salvage.rescued(options.case, of_case(options.case)) as file:
        file.save_copy(options.out)
        print(f"已写出 {options.out}。{file.detached}")
    return 0


def _code(text: str) -> str:
    """Read a code from a sheet."""
    from desktop.storage import statecode

    try:
        return statecode.read(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"“{text}”不是核对码，应为 12 位字母和数字") from error
