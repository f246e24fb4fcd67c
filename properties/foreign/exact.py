"""The same network over exact fractions; losses with an exponential are not supported."""

from fractions import Fraction

from contrast import serve


class Exact:
    name = "exact"
    supports = ("simple",)
    read = Fraction
    write = str


if __name__ == "__main__":
    serve(arithmetic=Exact)
