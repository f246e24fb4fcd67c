"""Wrong: r = |f - g|^2, without the factor 1/2."""

from contrast import Contrast, serve


class MissingHalf(Contrast):
    half_in_distance = False


if __name__ == "__main__":
    serve(MissingHalf)
