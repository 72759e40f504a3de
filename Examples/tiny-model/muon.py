"""Muon (Jordan et al. 2024, https://kellerjordan.github.io/posts/muon/): momentum whose step is made orthogonal, for block matrices."""
import torch

# Quintic Newton-Schulz coefficients per iteration (Polar Express, https://arxiv.org/abs/2505.16932)
ITERATIONS = ((4.0848, -6.8946, 2.9270), (3.9505, -6.3029, 2.6377), (3.7418, -5.5913, 2.3037),
              (2.8769, -3.1427, 1.2046), (2.8366, -3.0525, 1.2012))


def orthogonal(matrices: torch.Tensor) -> torch.Tensor:
    """The nearest matrices with all singular values 1, for a stack [n, rows, columns]."""
    tall = matrices.shape[1] > matrices.shape[2]
    x = matrices.transpose(1, 2) if tall else matrices
    x = (x / (x.norm(dim=(1, 2), keepdim=True) + 1e-7)).bfloat16()
    for a, b, c in ITERATIONS:
        gram = x @ x.transpose(1, 2)
        x = a * x + (b * gram + c * (gram @ gram)) @ x
    x = x.float()
    return x.transpose(1, 2) if tall else x


class Muon:
    def __init__(self, weights, momentum: float = .95):
        self.momentum = momentum
        self.groups = {}
        for weight in weights:
            self.groups.setdefault(tuple(weight.shape), []).append(weight)
        self.buffers = {shape: torch.zeros(len(group), *shape) for shape, group in self.groups.items()}

    @torch.no_grad()
    def step(self, rate: float, decay: float):
        for (rows, columns), group in self.groups.items():
            gradient = torch.stack([weight.grad for weight in group])
            buffer = self.buffers[(rows, columns)]
            buffer.lerp_(gradient, 1 - self.momentum)
            direction = gradient.lerp(buffer, self.momentum)
            if rows == 3 * columns:  # query, key and value are three matrices
                direction = direction.view(-1, columns, columns)
            step = orthogonal(direction) * max(1, direction.shape[1] / direction.shape[2]) ** .5
            for weight, part in zip(group, step.reshape(len(group), rows, columns)):
                weight.mul_(1 - rate * decay).add_(part, alpha=-rate)
