"""The network in torch: a relation-aware encoder over question, schema and values, and a decoder over the grammar.

The encoder follows RAT-SQL (Wang et al., 2020, section 3), but a relation adds a learned number to the attention of
each head instead of a vector to its keys and values (as Graphormer does; Ying et al., 2021): half the cost on a
processor. The pointers' alignment term follows RAT-SQL's section 3.4. What computes the same in NumPy is
``text2sql/writers/offline/learned/network.py``.
"""

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from text2sql.writers.offline.learned.features import CHANNELS, DIMENSIONS, FLAGS, NODE_KINDS
from text2sql.writers.offline.learned.relations import PRIOR, RELATIONS

MOST_STEPS = 120


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of a network."""

    rules: int
    """Rule actions of the grammar."""
    situations: int
    """Size of the joint table of what a step is about, see ``decoding.situation_of``."""
    width: int = 128
    heads: int = 4
    encoder_layers: int = 3
    decoder_layers: int = 2
    inner: int = 256
    dropout: float = 0.1


@dataclass(frozen=True, slots=True)
class Batch:
    """Questions of about one length, padded. B questions, N rows, T steps."""

    vectors: Tensor
    """B × N × 512."""
    kinds: Tensor
    flags: Tensor
    relations: Tensor
    """B × N × N."""
    likeness: Tensor
    """B × N × N × channels, symmetric."""
    there: Tensor
    """B × N, False for padding."""
    words: Tensor
    """B × N, True for words of the question."""
    previous: Tensor
    """B × T: the action before as a number of the joint vocabulary, -1 at the start: rules, then rows."""
    situations: Tensor
    """B × T × parts."""
    allowed: Tensor
    """B × T × (rules + N)."""
    targets: Tensor
    """B × T in the joint vocabulary, -1 for padding."""


class SharedDropout(nn.Module):
    """Drops the same features of all rows of a question (Gal and Ghahramani, 2016): few random numbers are needed."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, x: Tensor) -> Tensor:
        """``x`` itself when the network is not being trained."""
        if not self.training or not self.share:
            return x
        kept = torch.rand(x.shape[0], 1, x.shape[2]) >= self.share
        return x * (kept / (1 - self.share)).to(x.dtype)


def match_prior() -> Tensor:
    """Where attention begins: words belong to the names and values they match. Learned from there on."""
    found = torch.zeros(RELATIONS)
    for relation, strength in PRIOR.items():
        found[relation] = strength
    return found


class Attention(nn.Module):
    """Multi-head attention."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads, self.size = heads, width // heads
        self.query, self.key = nn.Linear(width, width), nn.Linear(width, width)
        self.value, self.out = nn.Linear(width, width), nn.Linear(width, width)

    def split(self, x: Tensor) -> Tensor:
        """B × N × width to B × heads × N × size."""
        return x.view(x.shape[0], x.shape[1], self.heads, self.size).transpose(1, 2)

    def forward(self, x: Tensor, memory: Tensor, bias: Tensor) -> Tensor:
        """``bias`` is added to the scores."""
        query, key, value = self.split(self.query(x)), self.split(self.key(memory)), self.split(self.value(memory))
        # Faster than torch's own attention on processors, which gains nothing from short sequences.
        scores = query @ key.transpose(2, 3) * self.size**-0.5 + bias
        mixed = scores.softmax(-1) @ value
        return self.out(mixed.transpose(1, 2).reshape(x.shape))


class EncoderLayer(nn.Module):
    """Attention with relations, then two linear layers; normalised before each."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.attention = Attention(shape.width, shape.heads)
        self.first, self.second = nn.LayerNorm(shape.width), nn.LayerNorm(shape.width)
        self.inner, self.outer = nn.Linear(shape.width, shape.inner), nn.Linear(shape.inner, shape.width)
        self.dropout = SharedDropout(shape.dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """B × N × width to the same."""
        y = self.first(x)
        x = x + self.dropout(self.attention(y, y, bias))
        return x + self.dropout(self.outer(self.dropout(functional.relu(self.inner(self.second(x))))))


class DecoderLayer(nn.Module):
    """Attention to the steps before, attention to the rows, then two linear layers; normalised before each."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.own, self.cross = Attention(shape.width, shape.heads), Attention(shape.width, shape.heads)
        self.first, self.second, self.third = (nn.LayerNorm(shape.width) for _ in range(3))
        self.inner, self.outer = nn.Linear(shape.width, shape.inner), nn.Linear(shape.inner, shape.width)
        self.dropout = SharedDropout(shape.dropout)

    def forward(self, x: Tensor, memory: Tensor, causal: Tensor, mask: Tensor) -> Tensor:
        """B × T × width to the same."""
        y = self.first(x)
        x = x + self.dropout(self.own(y, y, causal))
        x = x + self.dropout(self.cross(self.second(x), memory, mask))
        return x + self.dropout(self.outer(self.dropout(functional.relu(self.inner(self.third(x))))))


class Parser(nn.Module):
    """Scores of every action at every step."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        width = shape.width
        self.vectors, self.flags = nn.Linear(DIMENSIONS, width), nn.Linear(FLAGS, width)
        self.kinds = nn.Embedding(NODE_KINDS, width)
        all_heads = shape.heads * shape.encoder_layers
        strength = torch.linspace(0, 2, shape.heads).repeat(shape.encoder_layers)
        self.relation_bias = nn.Parameter(match_prior()[:, None] * strength)
        self.likeness = nn.Linear(CHANNELS, all_heads, bias=False)
        self.encoder = nn.ModuleList(EncoderLayer(shape) for _ in range(shape.encoder_layers))
        self.encoded = nn.LayerNorm(width)
        self.rules = nn.Embedding(shape.rules + 1, width)
        self.situations = nn.Embedding(shape.situations, width)
        self.steps = nn.Embedding(MOST_STEPS, width)
        self.pointed = nn.Linear(width, width)
        self.decoder = nn.ModuleList(DecoderLayer(shape) for _ in range(shape.decoder_layers))
        self.decoded = nn.LayerNorm(width)
        self.rule_scores = nn.Linear(width, shape.rules)
        self.pointing, self.pointable = nn.Linear(width, width), nn.Linear(width, width)
        self.reading, self.readable = nn.Linear(width, width), nn.Linear(width, width)
        self.relation_scores = nn.Parameter(match_prior() * 3)
        self.likeness_scores = nn.Linear(CHANNELS, 1, bias=False)
        self.dropout = SharedDropout(shape.dropout)
        for embedding in (self.kinds, self.rules, self.situations, self.steps):
            nn.init.normal_(embedding.weight, std=0.1)

    def mask(self, batch: Batch) -> Tensor:
        """What is added to scores so that nobody attends to padding."""
        empty = torch.zeros(batch.there.shape, dtype=self.flags.weight.dtype)
        return empty.masked_fill(~batch.there, -1e4)[:, None, None, :]

    def encode(self, batch: Batch) -> Tensor:
        """B × N × width."""
        x = self.dropout(self.vectors(batch.vectors) * 4.0 + self.kinds(batch.kinds) + self.flags(batch.flags))
        mask = self.mask(batch)
        related = self.relation_bias[batch.relations] + self.likeness(batch.likeness)
        biases = (related.permute(0, 3, 1, 2) + mask).split(self.shape.heads, dim=1)
        for layer, bias in zip(self.encoder, biases, strict=True):
            x = layer(x, bias)
        return self.encoded(x)

    def forward(self, batch: Batch) -> Tensor:
        """Log-probabilities over rules and rows, B × T × (rules + N)."""
        memory = self.encode(batch)
        hidden = self.decode(batch, memory)
        scale = self.shape.width**-0.5
        pointers = self.pointing(hidden) @ self.pointable(memory).transpose(1, 2) * scale
        reads = (self.reading(hidden) @ self.readable(memory).transpose(1, 2) * scale).float()
        reads = reads.masked_fill(~batch.words[:, None, :], -1e4).softmax(-1)
        aligned = self.relation_scores[batch.relations] + self.likeness_scores(batch.likeness).squeeze(-1)
        pointers = (pointers + reads.to(aligned.dtype) @ aligned).float()
        scores = torch.cat([self.rule_scores(hidden).float(), pointers], dim=2)
        return scores.masked_fill(~batch.allowed, -1e4).log_softmax(-1)

    def decode(self, batch: Batch, memory: Tensor) -> Tensor:
        """B × T × width, each step seeing the actions before it."""
        rules, steps = self.shape.rules, batch.previous.shape[1]
        is_pointer = batch.previous >= rules
        by_rule = self.rules(torch.where(is_pointer | (batch.previous < 0), rules, batch.previous))
        rows = (batch.previous - rules).clamp(min=0)[:, :, None].expand(-1, -1, memory.shape[2])
        by_row = self.pointed(torch.gather(memory, 1, rows))
        x = torch.where(is_pointer[:, :, None], by_row, by_rule.to(by_row.dtype))
        x = x + self.situations(batch.situations).sum(2) + self.steps(torch.arange(steps))[None]
        x = self.dropout(x)
        causal = torch.full((steps, steps), -1e4, dtype=memory.dtype).triu(1)[None, None]
        mask = self.mask(batch)
        for layer in self.decoder:
            x = layer(x, memory, causal, mask)
        return self.decoded(x)
