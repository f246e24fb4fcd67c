"""The same network in float32: every operation is rounded to it."""

import math
import struct

from contrast import serve


def rounded(value):
    return struct.unpack("f", struct.pack("f", value))[0]


class Single:
    def __init__(self, value):
        self.value = rounded(value)

    # One operation on two float32 numbers in float64, rounded again, is the operation of float32.
    def __add__(self, other):
        return Single(self.value + other.value)

    def __sub__(self, other):
        return Single(self.value - other.value)

    def __mul__(self, other):
        return Single(self.value * other.value)

    def __truediv__(self, other):
        return Single(self.value / other.value)

    def __neg__(self):
        return Single(-self.value)

    def __gt__(self, other):
        return self.value > other.value


class Float32:
    name = "float32"
    supports = ("simple", "triplet", "infonce")
    read = Single
    write = staticmethod(lambda number: number.value)
    exp = staticmethod(lambda number: Single(math.exp(number.value)))
    log1p = staticmethod(lambda number: Single(math.log1p(number.value)))


if __name__ == "__main__":
    serve(arithmetic=Float32)
