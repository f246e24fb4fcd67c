"""Wrong: the operator weighs a pair of points by its augmented views, not by the data themselves."""

from contrast import Contrast, serve


class AugmentedWeights(Contrast):
    weights_from = "views"


if __name__ == "__main__":
    serve(AugmentedWeights)
