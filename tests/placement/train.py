#!/usr/bin/env python3
"""Trains the placement model from the table of labelled links, and measures it.

usage: train.py LINKS PAGES --weights OUT --kinds OUT   trains on all rows and writes both weights; with
                                                        --unseen on none that knows of held_out.txt
       train.py LINKS PAGES --measure                   prints what they reach on pages they have not seen

LINKS has a row a link, labelled with its region, PAGES a row a page, labelled with its kind. Both are made by crate/core/examples/placement_table.rs, which says how it is laid out; how the
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

# Pages are few: small trees, many at once, and no feature that stands alone.
OF_PAGES = dict(PARAMETERS, learning_rate=0.1, num_leaves=6, min_data_in_leaf=10, lambda_l2=5.0, feature_fraction=0.3)
PAGE_ROUNDS = 60
# As LEARNED in crate/core/src/placement/kind.rs, whose test compares them, and SURE in page_kind.rs.
KINDS = ["article", "listing", "collection", "forum", "product", "documentation", "service"]
SURE = 0.7


def read(path):
    """A table's header, and its columns."""
    header, columns = gzip.open(path).read().split(b"\n", 1)
    header = json.loads(header)
    bytes_ = numpy.frombuffer(columns, numpy.uint8).reshape(-1, 2, header["rows"])
    return header, (bytes_[:, 0].astype(numpy.uint16) | bytes_[:, 1].astype(numpy.uint16) << 8).view(numpy.int16)


def race(model, x):
    """Logarithms as model.rs makes them, and which rows are clear: a class that trails is out of the race."""
    trails = numpy.full((len(x), model.num_model_per_iteration()), numpy.nan)
    for rounds in LOOKS + [model.current_iteration()]:
        sums = model.predict(x, raw_score=True, num_iteration=rounds)
        running = numpy.isnan(trails)
        behind = numpy.where(running, sums, -numpy.inf).max(1, keepdims=True) - sums
        out = running & (behind >= OUT / LEAF_PARTS) & (rounds in LOOKS)
        trails[out] = behind[out] * STRETCH
    return -numpy.where(numpy.isnan(trails), behind, trails), numpy.isnan(trails).sum(1) == 1


class Pages:
    """Labelled pages."""

    def __init__(self, path):
        header, values = read(path)
        self.page, self.small, self.x = values[0], values[1] == 1, numpy.ascontiguousarray(values[2:].T)
        pages = [header["pages"][page] for page in self.page]
        self.folder = numpy.array([page[0] for page in pages])
        self.kind = numpy.array([KINDS.index(page[1]) for page in pages])
        self.held = numpy.array([page[2] for page in pages])

    def unaware(self):
        """Rows that know nothing of the pages held out."""
        return ~self.held

    def fit(self, rows):
        weight = numpy.where(self.small[rows], SMALL, 1.0)
        data = lightgbm.Dataset(self.x[rows], self.kind[rows], weight=weight, params=OF_PAGES, free_raw_data=False)
        return lightgbm.train(OF_PAGES | dict(num_class=len(KINDS)), data, PAGE_ROUNDS)


class Table:
    """Labelled links."""

    def __init__(self, path):
        header, values = read(path)
        self.regions, names = header["regions"], header["columns"]
        self.first = names.index("small") + 1
        self.features = names[self.first :]
        self.page, self.group, self.region, self.sure, self.by_model, self.small = values[: self.first]
        self.x = numpy.ascontiguousarray(values[self.first :].T)
        pages = header["pages"]
        self.folder = numpy.array([page[0] for page in pages])[self.page]
        self.held = numpy.array([page[2] for page in pages])[self.page]
        self.sure, self.by_model, self.small = self.sure == 1, self.by_model == 1, self.small == 1

    def unaware(self):
        """Rows that know nothing of the pages held out: the model behind model labels had seen them."""
        return ~self.held & ((self.folder == 0) | ~self.by_model)

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

    def answers(self, model, rows):
        """Probabilities as answer.rs makes them: some links of a kind stand for it, groups speak together."""
        kinds, groups = collections.defaultdict(list), collections.defaultdict(list)
        key = zip(*(column[rows].tolist() for column in (
            self.page, self.group, self.column("rules_region"), self.column("address_target"),
            self.column("address_relation"))))
        for place, key in enumerate(key):
            kinds[key].append(place)
            groups[key[:2] + (key[3] if key[3] in APART else -1,)].append(place)
        sums, clear = race(model, self.x[rows])
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


def measure_kinds(pages):
    fold, first = pages.page % FOLDS, (pages.folder == 0) & ~pages.small
    found = numpy.zeros((len(pages.page), len(KINDS)))
    tests = [first & ~pages.held & (fold == number) for number in range(FOLDS)] + [first & pages.held]
    for test in tests:
        seen = ~pages.held & ~numpy.isin(pages.page, pages.page[test])
        logs, _ = race(pages.fit(seen), pages.x[test])
        found[test] = numpy.exp(logs - numpy.logaddexp.reduce(logs, 1, keepdims=True))
    for title, rows in (("out of fold", first & ~pages.held), ("held out", first & pages.held)):
        right, sure = found[rows].argmax(1) == pages.kind[rows], found[rows].max(1) >= SURE
        print(f"kinds, {title}: {rows.sum()} pages, right {right.mean():.3f}; "
              f"said of {sure.mean():.3f}, right {right[sure].mean():.3f}")
        for kind, name in enumerate(KINDS):
            said, true = sure & (found[rows].argmax(1) == kind), pages.kind[rows] == kind
            print(f"  {name}: {true.sum()} pages, said of {said.sum()}, right {(said & true).sum()}")


def measure(table):
    """Trains without model labels and without the pages held out, folder 0 being the one to measure on."""
    unaware = table.unaware()
    whole = (table.folder == 0) & ~table.small
    seen = whole & ~table.held
    fold = table.page % FOLDS
    probabilities = numpy.zeros((len(table.page), len(table.regions)))
    for number in range(FOLDS):
        test = seen & (fold == number)
        model = table.fit(unaware & ~numpy.isin(table.page, numpy.unique(table.page[test])))
        probabilities[test] = table.answers(model, test)
    held = whole & table.held
    probabilities[held] = table.answers(table.fit(unaware), held)
    for title, rows in (("out of fold", seen), ("held out", held)):
        show(f"rules, {title}", table, rows, table.column("rules_region")[rows])
        show(f"model, {title}", table, rows, probabilities[rows].argmax(1))
        calibration(table, rows, probabilities[rows])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("links")
    parser.add_argument("pages")
    parser.add_argument("--weights")
    parser.add_argument("--kinds")
    parser.add_argument("--unseen", action="store_true")
    parser.add_argument("--measure", action="store_true")
    arguments = parser.parse_args()
    table, pages = Table(arguments.links), Pages(arguments.pages)

    def trained_on(rows):
        return rows.unaware() if arguments.unseen else numpy.ones(len(rows.page), bool)

    if arguments.measure:
        measure_kinds(pages)
        measure(table)
    if arguments.kinds:
        write(pages.fit(trained_on(pages)), arguments.kinds)
    if arguments.weights:
        write(table.fit(trained_on(table)), arguments.weights)


if __name__ == "__main__":
    main()
