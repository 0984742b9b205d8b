"""资料: papers that an office looks things up in, and what was found in them."""

from desktop.model.value import Value


class Reference(Value):
    """A paper on the reference shelf: its title, the file it came from, how many passages it has."""

    id: int
    title: str
    name: str
    count: int


class Paper(Value):
    """A paper as it is read: its text, the runs of it that are passages with their places, the run that was asked for.

    Heads and passages stand one a line, as they do in the file.
    """

    title: str
    text: str
    places: tuple[tuple[int, int, str], ...]
    run: tuple[int, int]

    def cited(self, words: str, start: int) -> str:
        """Write words of the paper with their source: the place of the passage that they begin in or after."""
        before = [place for first, _, place in self.places if first <= start]
        return cited(words, self.title, before[-1] if before else "")


class Passage(Value):
    """A paragraph of a paper, with the title of the paper and the place in it (三、(二))."""

    id: int
    title: str
    place: str
    text: str

    @property
    def cited(self) -> str:
        """Write the words with their source."""
        return cited(self.text, self.title, self.place)


def cited(words: str, title: str, place: str) -> str:
    """Write words with the paper they are of and their place in it."""
    return f"“{words}”（《{title}》{place}）"
