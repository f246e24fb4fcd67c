"""A contrastive network in plain Python that answers `contrapose check --against`.

f_a is the output of view a, views of the first point first; r_ab = 1/2 |f_a - f_b|^2; c_ab = dL/dr_ab with a the anchor.
The variants at the bottom of the folder change one thing each.
"""

import json
import math
import sys


class Float64:
    """Python's own numbers."""

    name = "float64"
    supports = ("simple", "triplet", "infonce")
    read = float
    write = float
    exp = math.exp
    log1p = math.log1p


class Network:
    def __init__(self, description, read):
        self.activation = description["activation"]
        self.slope = read(description.get("slope", 0))
        self.weights = [[[read(w) for w in row] for row in W] for W in description["weights"]]
        self.zero, self.one = read(0), read(1)

    def derivative(self, u):
        if self.activation == "linear" or u > self.zero:
            return self.one
        return self.slope if self.activation == "leaky-relu" else self.zero

    def forward(self, x):
        """f_0 ... f_L and the diagonals of D_1 ... D_L; the top layer is linear."""
        layers, gates = [x], []
        for l, W in enumerate(self.weights):
            u = [sum((w * a for w, a in zip(row, layers[-1])), self.zero) for row in W]
            top = l + 1 == len(self.weights)
            gates.append([self.one if top else self.derivative(v) for v in u])
            layers.append([g * v for g, v in zip(gates[-1], u)])
        return layers, gates

    def backward(self, layers, gates, top):
        """The gradient of every W_l from the gradient of f_L."""
        gradients, g = [], top
        for l in reversed(range(len(self.weights))):
            g = [d * v for d, v in zip(gates[l], g)]
            gradients.insert(0, [[v * a for a in layers[l]] for v in g])
            columns = zip(*self.weights[l])
            g = [sum((w * v for w, v in zip(column, g)), self.zero) for column in columns]
        return gradients


class Contrast:
    half_in_distance = True
    stop_gradient = True
    weights_from = "data"

    def __init__(self, instance, arithmetic=Float64):
        self.arithmetic = arithmetic
        self.read = read = arithmetic.read
        self.zero = read(0)
        self.half = read(0.5)
        self.network = Network(instance["network"], read)
        self.loss_kind = instance["loss"]["kind"]
        self.tau = read(instance["loss"].get("tau", 1))
        self.margin = read(instance["loss"].get("margin", 0))
        self.H = instance["loss"].get("negatives", 1)
        self.points = [
            {
                "p": read(point["probability"]),
                "x": [read(s) for s in point["x"]],
                "views": [(read(v["probability"]), [read(s) for s in v["x"]]) for v in point["views"]],
            }
            for point in instance["world"]["points"]
        ]
        self.places = [(i, q) for i, point in enumerate(self.points) for q, _ in point["views"]]
        self.traces = [self.network.forward(x) for point in self.points for _, x in point["views"]]
        self.f = [layers[-1] for layers, _ in self.traces]
        self.r = [[self.distance(f, g) for g in self.f] for f in self.f]

    def distance(self, f, g):
        square = sum(((a - b) * (a - b) for a, b in zip(f, g)), self.zero)
        return self.half * square if self.half_in_distance else square

    def weigh(self, plus, minus):
        """The loss of one anchor, its derivative by r_plus, and those by every r_k."""
        if self.loss_kind == "simple":
            return plus - minus[0], self.read(1), [self.read(-1)]
        exp, log1p = self.arithmetic.exp, self.arithmetic.log1p
        terms = [exp((plus - r + self.margin) / self.tau) for r in minus]
        total = sum(terms, self.zero)
        shares = [t / (self.read(1) + total) for t in terms]
        if self.loss_kind == "triplet":
            return self.tau * log1p(total), shares[0], [-shares[0]]
        return log1p(total), sum(shares, self.zero) / self.tau, [-s / self.tau for s in shares]

    def tuples(self):
        """Every anchor with a positive and H negatives, and its probability."""

        def negatives(chosen, weight):
            if len(chosen) == self.H:
                yield chosen, weight
                return
            for n, (x, q) in enumerate(self.places):
                yield from negatives(chosen + [n], weight * self.points[x]["p"] * q)

        for a, (x, q) in enumerate(self.places):
            for b, (y, q_positive) in enumerate(self.places):
                if x == y:
                    for chosen, weight in negatives([], self.points[x]["p"] * q * q_positive):
                        yield a, b, chosen, weight

    def population(self):
        """L and c."""
        loss, c = self.zero, [[self.zero for _ in self.f] for _ in self.f]
        for a, b, chosen, weight in self.tuples():
            value, plus, minus = self.weigh(self.r[a][b], [self.r[a][n] for n in chosen])
            loss = loss + weight * value
            c[a][b] = c[a][b] + weight * plus
            for n, d in zip(chosen, minus):
                c[a][n] = c[a][n] + weight * d
        return loss, c

    def top_gradients(self, c, branches):
        """dL/df_a through the anchor alone, or wherever f_a occurs."""
        through_both = branches == "both" or not self.stop_gradient
        factor = self.read(1 if self.half_in_distance else 2)

        def pull(a, b):
            return factor * (c[a][b] + c[b][a] if through_both else c[a][b])

        def gradient(a):
            differences = [[s - t for s, t in zip(self.f[a], g)] for g in self.f]
            return [
                sum((pull(a, b) * d[o] for b, d in enumerate(differences)), self.zero) for o in range(len(self.f[a]))
            ]

        return [gradient(a) for a in range(len(self.f))]

    def gradients(self, top):
        """Every dL/dW_l, summed over the views."""
        each = [self.network.backward(*trace, g) for trace, g in zip(self.traces, top)]
        return [
            [[sum((e[l][i][j] for e in each), self.zero) for j in range(len(W[0]))] for i in range(len(W))]
            for l, W in enumerate(self.network.weights)
        ]

    def connections(self):
        """df_L/dW_l of every view: [view][layer][output][entry of W_l, row by row]."""
        outputs = range(len(self.f[0]))
        unit = [[self.read(1 if i == o else 0) for i in outputs] for o in outputs]

        def view(trace):
            rows = [self.network.backward(*trace, e) for e in unit]
            return [[[w for row in rows[o][l] for w in row] for o in outputs] for l in range(len(self.network.weights))]

        return [view(trace) for trace in self.traces]

    def expected_connections(self, connections, l):
        """The mean over each point's views of its connections at layer l."""
        means, start = [], 0
        for point in self.points:
            q = [q for q, _ in point["views"]]
            own = [connections[start + v][l] for v in range(len(q))]
            start += len(q)
            means.append(
                [[sum((w * K[o][k] for w, K in zip(q, own)), self.zero) for k in range(len(own[0][o]))] for o in range(len(own[0]))]
            )
        return means

    def pair_weight(self, x, y):
        """xi of two points: minus the derivative by r_minus at r_plus = 0."""
        if self.loss_kind == "simple":
            return self.read(1)

        def xi(f, g):
            return -self.weigh(self.zero, [self.distance(f, g)])[2][0]

        if self.weights_from == "data":
            f, g = (self.network.forward(self.points[i]["x"])[0][-1] for i in (x, y))
            return xi(f, g)
        views = [[(q, f) for (i, q), f in zip(self.places, self.f) if i == point] for point in (x, y)]
        return sum((p * q * xi(f, g) for p, f in views[0] for q, g in views[1]), self.zero)

    def operator(self, connections, l):
        """1/2 sum p p' xi (K - K')(K - K')^T over the pairs of points; the covariance of K for the simple loss."""
        means = self.expected_connections(connections, l)
        n = len(means[0][0])
        total = [[self.zero for _ in range(n)] for _ in range(n)]
        for x, K in enumerate(means):
            for y, M in enumerate(means):
                if x == y:
                    continue
                weight = self.half * self.points[x]["p"] * self.points[y]["p"] * self.pair_weight(x, y)
                for row, other in zip(K, M):
                    d = [a - b for a, b in zip(row, other)]
                    for i in range(n):
                        for j in range(n):
                            total[i][j] = total[i][j] + weight * d[i] * d[j]
        return total

    def answer(self, id):
        loss, c = self.population()
        top = {branches: self.top_gradients(c, branches) for branches in ("one", "both")}
        connections = self.connections()
        answer = {
            "outputs": self.f,
            "distances": self.r,
            "loss": loss,
            "lossDerivatives": c,
            "topGradients": top,
            "connections": connections,
            "gradients": {branches: self.gradients(g) for branches, g in top.items()},
        }
        if self.H == 1:
            answer["operator"] = [self.operator(connections, l) for l in range(len(self.network.weights))]
        return {"id": id, "precision": self.arithmetic.name, **self.written(answer)}

    def written(self, value):
        if isinstance(value, dict):
            return {key: self.written(child) for key, child in value.items()}
        return [self.written(child) for child in value] if isinstance(value, list) else self.arithmetic.write(value)


def serve(model=Contrast, arithmetic=Float64):
    """Answers every line of the input."""
    for line in sys.stdin:
        instance = json.loads(line)
        kind = instance["loss"]["kind"]
        if kind in arithmetic.supports:
            answer = model(instance, arithmetic).answer(instance["id"])
        else:
            answer = {"id": instance["id"], "unsupported": f"{kind} has no value in {arithmetic.name} numbers"}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    serve()
