"""Who vouches that the children on a picture agreed. `media` knows no people: an app above says so."""

from collections.abc import Callable, Iterable

from media.models import Picture

Voucher = Callable[[Iterable[int]], set[int]]
_vouchers: list[Voucher] = []
_screens: list[Callable[[Picture], str]] = []


def register_voucher(function: Voucher, *, screen: Callable[[Picture], str]) -> None:
    """This will add a function that, given ids of pictures, returns those whose children all agreed, now.

    `screen` gives the address where staff tie a picture to consents. Call it in the app's `ready()`. Without any voucher no
    picture of a child who can be recognized is ever public; with several, all must agree.
    """
    if function not in _vouchers:
        _vouchers.append(function)
        _screens.append(screen)


def vouched(pictures: Iterable[int]) -> set[int]:
    """This will return which of these pictures everyone who vouches lets pass."""
    wanted = set(pictures)
    if not wanted or not _vouchers:
        return set()
    return wanted.intersection(*(function(wanted) for function in _vouchers))


def consent_screen(picture: Picture) -> str:
    """This will return the address where a picture is tied to consents, or "" where nobody keeps consents."""
    return _screens[0](picture) if _screens else ""
