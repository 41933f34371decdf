#!/usr/bin/env python3
"""Trains the placement model from the table of labelled links, and measures it.

usage: train.py TABLE --weights OUT      trains on all rows and writes the weights
       train.py TABLE --measure          prints what the model reaches on pages it has not seen

The table is made by crate/core/examples/placement_table.rs, which says how it is laid out; how the
weights are is said in crate/core/src/placement/model.rs. LightGBM trains because no crate for
boosted trees is as well kept, and what ships needs none of it: the weights are read by 60 lines of
Rust. With the versions of requirements.txt the same table gives the same bytes.
"""
import argparse, collections, gzip, json, struct

import lightgbm
import numpy

# Rounds times leaves is the size of the weights: half as many rounds lose half a point out of
# fold, more of either gain nothing. A tree that sees a fifth of the features leans on no single
# rule. The regularisation keeps pages with hundreds of like links from having their own leaves.
PARAMETERS = dict(
    objective="multiclass", learning_rate=0.2, num_leaves=16, min_data_in_leaf=20, lambda_l2=10.0,
    feature_fraction=0.2, max_bin=63, deterministic=True, force_col_wise=True, num_threads=1, seed=7,
    verbose=-1,
)
ROUNDS = 60

# A menu of 200 links counts little more than one of 10; what a reader was unsure of counts less.
# Pages made small count half: they show what holds without a large site's lists around it. Pages
# written by hand count fourfold: each shows a case that few real pages have.
CROWD, UNSURE, SMALL, BY_HAND = 0.6, 0.3, 0.5, 4.0

# As in crate/core/src/placement/answer.rs and model.rs, whose tests compare them.
LOOKED_AT, GROUP_WEIGHT, SHARPNESS = 3, 0.5, 1.3
LOOKS, OUT, STRETCH = [5, 10, 20], 300, 1.5
LEAF_PARTS, LEAF = 100, 0xFFFF
# Forms to share and adverts, as features name targets: they do not speak with their group.
APART = (0, 1)

FOLDS = 5


class Table:
    def __init__(self, path):
        header, columns = gzip.open(path).read().split(b"\n", 1)
        header = json.loads(header)
        rows, self.regions = header["rows"], header["regions"]
        bytes_ = numpy.frombuffer(columns, numpy.uint8).reshape(-1, 2, rows)
        values = (bytes_[:, 0].astype(numpy.uint16) | bytes_[:, 1].astype(numpy.uint16) << 8).view(numpy.int16)
        names = header["columns"]
        self.first = names.index("small") + 1
        self.features = names[self.first :]
        self.page, self.group, self.region, self.sure, self.by_model, self.small = values[: self.first]
        self.x = numpy.ascontiguousarray(values[self.first :].T)
        pages = header["pages"]
        self.folder = numpy.array([page[0] for page in pages])[self.page]
        self.held = numpy.array([page[2] for page in pages])[self.page]
        self.sure, self.by_model, self.small = self.sure == 1, self.by_model == 1, self.small == 1

    def column(self, name):
        return self.x[:, self.features.index(name)]

    def weights(self, rows):
        keys = list(zip(*(column[rows].tolist() for column in (self.page, self.region, self.small))))
        like = collections.Counter(keys)
        crowd = numpy.array([like[key] ** -CROWD for key in keys])
        hand = self.folder[rows] == self.folder.max()
        return (crowd * numpy.where(self.sure[rows], 1.0, UNSURE) * numpy.where(self.small[rows], SMALL, 1.0)
                * numpy.where(hand, BY_HAND, 1.0))

    def fit(self, rows):
        data = lightgbm.Dataset(
            self.x[rows], self.region[rows], weight=self.weights(rows), params=PARAMETERS, free_raw_data=False
        )
        return lightgbm.train(PARAMETERS | dict(num_class=len(self.regions)), data, ROUNDS)

    def race(self, model, rows):
        """Logarithms as model.rs makes them, and which rows are clear: a region that trails is out of the race."""
        trails = numpy.full((rows.sum(), len(self.regions)), numpy.nan)
        for rounds in LOOKS + [ROUNDS]:
            sums = model.predict(self.x[rows], raw_score=True, num_iteration=rounds)
            running = numpy.isnan(trails)
            behind = numpy.where(running, sums, -numpy.inf).max(1, keepdims=True) - sums
            out = running & (behind >= OUT / LEAF_PARTS) & (rounds < ROUNDS)
            trails[out] = behind[out] * STRETCH
        return -numpy.where(numpy.isnan(trails), behind, trails), numpy.isnan(trails).sum(1) == 1

    def answers(self, model, rows):
        """Probabilities as answer.rs makes them: some links of a kind stand for it, groups speak together."""
        kinds, groups = collections.defaultdict(list), collections.defaultdict(list)
        key = zip(*(column[rows].tolist() for column in (
            self.page, self.group, self.column("rules_region"), self.column("address_target"),
            self.column("address_relation"))))
        for place, key in enumerate(key):
            kinds[key].append(place)
            groups[key[:2] + (key[3] if key[3] in APART else -1,)].append(place)
        sums, clear = self.race(model, rows)
        logs = sums - numpy.logaddexp.reduce(sums, 1, keepdims=True)
        for places in kinds.values():
            count = min(len(places), LOOKED_AT)
            looked = [places[nth * (len(places) - 1) // (count - 1) if count > 1 else 0] for nth in range(count)]
            looked = looked[: next((nth for nth, place in enumerate(looked, 1) if clear[place]), count)]
            rest = [place for place in places if place not in set(looked)]
            logs[rest] = logs[looked].mean(0)
        own = logs.copy()
        for places in groups.values():
            logs[places] = own[places].mean(0)
        mixed = numpy.exp(SHARPNESS * (own * (1 - GROUP_WEIGHT) + logs * GROUP_WEIGHT))
        return mixed / mixed.sum(1, keepdims=True)


def nodes(tree):
    """A tree's nodes, each before its lower branch and that before its upper one."""
    open_, found = [tree], []
    while open_:
        node = open_.pop()
        if "split_feature" in node:
            found.append((node["split_feature"], int(numpy.clip(numpy.floor(node["threshold"]), -32768, 32767))))
            open_ += [node["right_child"], node["left_child"]]
        else:
            found.append((LEAF, round(node["leaf_value"] * LEAF_PARTS)))
    return found


def write(model, path):
    trees = [node for tree in model.dump_model()["tree_info"] for node in nodes(tree["tree_structure"])]
    features = numpy.array([node[0] for node in trees], "<u2").view(numpy.uint8).reshape(-1, 2).T
    values = numpy.array([node[1] for node in trees], "<i2").view(numpy.uint8).reshape(-1, 2).T
    with open(path, "wb") as out:
        out.write(struct.pack("<I", len(trees)) + features.tobytes() + values.tobytes())


def show(title, table, rows, predicted):
    known = table.sure[rows]
    truth, found, page = table.region[rows][known], predicted[known], table.page[rows][known]
    blocks = collections.defaultdict(list)
    for key in zip(page.tolist(), truth.tolist(), (truth == found).tolist()):
        blocks[key[:2]].append(key[2])
    by_region = []
    for region in range(len(table.regions)):
        both = (truth == region).sum() + (found == region).sum()
        by_region.append(2 * ((truth == region) & (found == region)).sum() / both if both else numpy.nan)
    print(f"{title}: {known.sum()} links, right {(truth == found).mean():.4f}, "
          f"by page and region {numpy.mean([numpy.mean(block) for block in blocks.values()]):.4f}, "
          f"macro-F1 {numpy.nanmean(by_region):.3f}")
    print("  " + ", ".join(f"{name} {f1:.3f}" for name, f1 in zip(table.regions, by_region)), flush=True)


def calibration(table, rows, probabilities):
    known = table.sure[rows]
    sure, right = probabilities.max(1)[known], (probabilities.argmax(1) == table.region[rows])[known]
    for tenth in range(10):
        within = (sure >= tenth / 10) & (sure < (tenth + 1) / 10)
        if within.any():
            print(f"  said {sure[within].mean():.3f}, right {right[within].mean():.3f}: {within.mean():.1%} of links")


def measure(table):
    """Trains without model labels and without the pages held out, folder 0 being the one to measure on."""
    labelled = (table.folder == 0) | ~table.by_model
    whole = (table.folder == 0) & ~table.small
    seen = whole & ~table.held
    fold = table.page % FOLDS
    probabilities = numpy.zeros((len(table.page), len(table.regions)))
    for number in range(FOLDS):
        test = seen & (fold == number)
        model = table.fit(labelled & ~table.held & ~numpy.isin(table.page, numpy.unique(table.page[test])))
        probabilities[test] = table.answers(model, test)
    held = whole & table.held
    probabilities[held] = table.answers(table.fit(labelled & ~table.held), held)
    for title, rows in (("out of fold", seen), ("held out", held)):
        show(f"rules, {title}", table, rows, table.column("rules_region")[rows])
        show(f"model, {title}", table, rows, probabilities[rows].argmax(1))
        calibration(table, rows, probabilities[rows])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("table")
    parser.add_argument("--weights")
    parser.add_argument("--measure", action="store_true")
    arguments = parser.parse_args()
    table = Table(arguments.table)
    if arguments.measure:
        measure(table)
    if arguments.weights:
        write(table.fit(numpy.ones(len(table.page), bool)), arguments.weights)


if __name__ == "__main__":
    main()
