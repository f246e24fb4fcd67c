"""Wrong: the gradient goes through both branches where the anchor's alone is asked for."""

from contrast import Contrast, serve


class NoStopGradient(Contrast):
    stop_gradient = False


if __name__ == "__main__":
    serve(NoStopGradient)
