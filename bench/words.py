#!/usr/bin/env python3
"""Writes what the simulator has learned about the words of reviews: words.tsv of batchbook.sim.answers.

    python3 bench/words.py notebooks/data/feedback.csv > lib/src/main/resources/batchbook/sim/answers/words.tsv

Logistic regression for each label of the file, one weight for each word, in tenths; what is small is left out.
A word without such a letter says nothing. The line ## has the pairs of neighbouring words as bits, in base64, by which
the simulator tells texts of this kind from others.
A line is a word, and for each label that it speaks for or against a letter with its weight.
"""
import base64
import csv
import math
import random
import re
import sys

TOPICS = {"delivery": "d", "quality": "q", "price": "p", "support": "s", "packaging": "k", "size": "z", "battery": "b",
          "noise": "n", "usability": "u"}
WORD = re.compile(r"[^\W\d_]{2,}")
rows = list(csv.DictReader(open(sys.argv[1], encoding="utf-8")))
texts = [sorted(set(WORD.findall(row["text"].lower()))) for row in rows]
labels = {"P": [row["human_sentiment"] == "POSITIVE" for row in rows],
          "N": [row["human_sentiment"] == "NEGATIVE" for row in rows],
          "U": [int(row["human_urgency"]) >= 3 for row in rows],
          "V": [int(row["human_urgency"]) >= 4 for row in rows]}
for topic, letter in TOPICS.items():
    labels[letter] = [topic in row["human_topics"].split(";") for row in rows]


def learn(wanted, rounds=60, step=0.3, decay=0.002):
    weights, bias, order = {}, 0.0, list(range(len(texts)))
    random.seed(1)
    for _ in range(rounds):
        random.shuffle(order)
        for i in order:
            scale = 1 / math.sqrt(len(texts[i]) or 1)
            score = bias + scale * sum(weights.get(word, 0.0) for word in texts[i])
            off = wanted[i] - 1 / (1 + math.exp(-score))
            bias += 0.1 * step * off
            for word in texts[i]:
                weights[word] = weights.get(word, 0.0) * (1 - decay) + step * off * scale
    return weights, bias


learned = {letter: learn(wanted) for letter, wanted in labels.items()}
print("#\t" + " ".join(letter + str(round(10 * bias)) for letter, (_, bias) in learned.items()))
for word in sorted(set(word for text in texts for word in text)):
    tenths = {letter: round(10 * weights.get(word, 0.0)) for letter, (weights, _) in learned.items()}
    told = " ".join(letter + str(weight) for letter, weight in tenths.items() if abs(weight) > 2)
    if told:
        print(word + "\t" + told)


def bit(pair):
    """The same as in Java: String.hashCode, mixed, in 17 bits."""
    code = 0
    for letter in pair:
        code = (31 * code + ord(letter)) & 0xFFFFFFFF
    return (code ^ code >> 15) & 0x1FFFF


bits = bytearray(1 << 14)
for row in rows:
    words = ["^"] + WORD.findall(row["text"].lower())
    for one, other in zip(words, words[1:]):
        at = bit(one + " " + other)
        bits[at >> 3] |= 1 << (at & 7)
print("##\t" + base64.b64encode(bits).decode())
