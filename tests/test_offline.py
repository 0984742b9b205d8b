"""Every test runs with the network forbidden (``conftest.offline``), the journeys through the window among them."""

import socket

import pytest

from tests import conftest


@pytest.mark.parametrize(
    "ask", [lambda: socket.create_connection(("127.0.0.1", 9)), lambda: socket.getaddrinfo("a", 1)]
)
def test_whatever_reaches_for_the_network_is_caught(ask: object) -> None:
    with pytest.raises(RuntimeError, match="forbidden"):
        ask()  # type: ignore[operator]
    assert conftest.REACHED
    conftest.REACHED.clear()
