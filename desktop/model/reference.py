"""资料: papers that an office looks things up in, and what was found in them."""

from desktop.model.value import Value


class Reference(Value):
    """A paper on the reference shelf: its title, the file it came from, how many passages it has."""

    id: int
    title: str
    name: str
    count: int


class Passage(Value):
    """A paragraph of a paper, with the title of the paper and the place in it (三、(二))."""

    id: int
    title: str
    place: str
    text: str

    @property
    def cited(self) -> str:
        """Write the words with their source."""
        return f"“{self.text}”（《{self.title}》{self.place}）"
