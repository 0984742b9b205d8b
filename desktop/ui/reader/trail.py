"""Where jumps came from: back and forward, as in a browser."""

_LONGEST = 100


class Trail:
    """Hold the places that were left, as offsets; ways of one kind in a row count as one."""

    def __init__(self) -> None:
        """Have been nowhere."""
        self._back: list[int] = []
        self._forward: list[int] = []
        self._kind = ""

    @property
    def can_go_back(self) -> bool:
        """Tell whether there is a place to return to."""
        return bool(self._back)

    @property
    def can_go_forward(self) -> bool:
        """Tell whether one came back from somewhere."""
        return bool(self._forward)

    def leave(self, place: int, kind: str = "") -> None:
        """Remember the place that a jump leaves; hits walked one after another leave one place."""
        if not kind or kind != self._kind:
            self._back = [*self._back[1 - _LONGEST :], place]
        self._kind = kind
        self._forward.clear()

    def back(self, here: int) -> int:
        """Give the place left last, and remember this one for the way forward."""
        self._kind = ""
        self._forward.append(here)
        return self._back.pop()

    def forward(self, here: int) -> int:
        """Give the place that one came back from last."""
        self._kind = ""
        self._back.append(here)
        return self._forward.pop()

    def part(self) -> None:
        """Begin a new way of the same kind."""
        self._kind = ""
