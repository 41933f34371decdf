//! The model: boosted trees that say how probable each of several classes is, from features. One set of
//! trees gives the region of a link, another the kind of a page.
//!
//! Their weights are files that `cargo xtask placement train` makes from the tables of labelled
//! links and pages beside them. How they are laid out is said at [`Model::read`].

use std::sync::{LazyLock, OnceLock};

use super::kind::LEARNED;
use crate::region::Region;

/// How many regions there are, and how many kinds of pages are learned.
const REGIONS: usize = Region::ALL.len();
const KINDS: usize = LEARNED.len();

static OF_LINKS: LazyLock<Model<REGIONS>> = LazyLock::new(|| {
    Model::read(include_bytes!("../../data/placement/weights.bin")).unwrap_or_default()
});

static OF_PAGES: LazyLock<Model<KINDS>> = LazyLock::new(|| {
    Model::read(include_bytes!("../../data/placement/kinds.bin")).unwrap_or_default()
});

/// The model for the regions of links.
pub(super) fn of_links() -> &'static Model<REGIONS> {
    &OF_LINKS
}

/// The model for the kinds of pages.
pub(super) fn of_pages() -> &'static Model<KINDS> {
    &OF_PAGES
}

/// In the file, the feature of a node that is a leaf.
const LEAF: u16 = u16::MAX;

/// A leaf's value is in so many parts of one, on the scale of the logarithm.
const LEAF_PARTS: f32 = 100.0;

/// After so many rounds it is looked which classes are still in the race. A round is one tree for
/// each class.
const LOOKS: [usize; 3] = [5, 10, 20];

/// A class is out of the race when it trails the first by so much, in parts of a leaf. On pages not
/// trained on (tests/placement) that leaves a fifth of the trees to be asked, and answers as right.
const OUT: i32 = 300;

/// It would have trailed by so many times more at the end: least log-loss on the same pages.
const STRETCH: f32 = 1.5;

/// These three, for the test that holds the script that measures against them.
#[cfg(test)]
pub(super) const RACE: ([usize; 3], i32, f32) = (LOOKS, OUT, STRETCH);

/// One number for each region, in the order of [`Region::ALL`].
pub(super) type PerRegion = [f32; REGIONS];

/// What the trees say.
#[derive(Clone, Copy, Debug)]
pub(super) struct Says<const CLASSES: usize> {
    /// The logarithm of how probable each class is.
    pub(super) logs: [f32; CLASSES],
    /// Whether one class was alone in the race before all trees were asked.
    pub(super) clear: bool,
}

/// Boosted trees: each class has its own, and their values add up to the logarithm of how probable
/// it is, but for a summand that all share.
#[derive(Clone, Default, Debug)]
pub(super) struct Model<const CLASSES: usize> {
    nodes: Vec<Node>,
    /// They speak for the classes in turn.
    trees: Vec<Tree>,
    /// What each node promises: the mean of all leaves below it. Made when it is first asked for.
    means: OnceLock<Vec<f32>>,
}

/// Where a tree begins among the nodes, and how many steps it is from there to its farthest leaf.
#[derive(Clone, Copy, Debug)]
struct Tree {
    root: u32,
    steps: u32,
}

/// A node of a tree. At a leaf both steps are 0: a walk stays there, so that all walks through a
/// tree have the same length and the processor need not guess where one ends.
#[derive(Clone, Copy, Debug)]
struct Node {
    /// The feature that is asked for.
    feature: u16,
    /// The lower branch is taken up to this value. Of a leaf, its value.
    threshold: i16,
    /// How far behind this node its branches begin.
    lower: u16,
    upper: u16,
}

impl Node {
    /// How far it is to the next node for these features.
    fn step(self, features: &[i16]) -> usize {
        let value = features.get(usize::from(self.feature)).copied();
        let is_lower = value.unwrap_or(0) <= self.threshold;
        usize::from(if is_lower { self.lower } else { self.upper })
    }

    fn is_leaf(self) -> bool {
        self.lower == 0
    }
}

impl<const CLASSES: usize> Model<CLASSES> {
    /// Reads weights. All numbers are little-endian. First a `u32` with the number of nodes, of all
    /// trees one after another, each node before its lower branch and that before its upper one; then
    /// a column of `u16`, the node's feature, and a column of `i16`, its threshold or value, each
    /// column as all low bytes and then all high bytes. Trees speak for the classes in turn.
    ///
    /// `None` if the bytes are not such a file.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let (count, columns) = bytes.split_first_chunk()?;
        let count = usize::try_from(u32::from_le_bytes(*count)).ok()?;
        let mut columns = columns.chunks_exact(count.max(1));
        let mut column = || {
            let low = columns.next()?;
            let pairs = low.iter().zip(columns.next()?);
            Some(pairs.map(|(&low, &high)| u16::from_le_bytes([low, high])))
        };
        let (features, thresholds) = (column()?, column()?);
        let nodes = features.zip(thresholds).map(|(feature, threshold)| {
            let is_leaf = feature == LEAF;
            Node {
                feature: if is_leaf { 0 } else { feature },
                threshold: threshold.cast_signed(),
                lower: u16::from(!is_leaf),
                upper: 0,
            }
        });
        let mut this = Self {
            nodes: nodes.collect(),
            trees: Vec::new(),
            means: OnceLock::new(),
        };
        this.link()?;
        Some(this)
    }

    /// Finds where trees and upper branches begin: where the one before is complete.
    fn link(&mut self) -> Option<()> {
        // The nodes whose lower branch is not complete yet, each with its steps from the root.
        let mut open: Vec<(usize, u32)> = Vec::new();
        let (mut begins, mut steps) = (true, 0);
        for at in 0..self.nodes.len() {
            if begins {
                let root = u32::try_from(at).ok()?;
                self.trees.push(Tree { root, steps: 0 });
                steps = 0;
            }
            let tree = self.trees.last_mut()?;
            tree.steps = tree.steps.max(steps);
            begins = false;
            if self.nodes.get(at)?.is_leaf() {
                if let Some((above, to_above)) = open.pop() {
                    self.nodes.get_mut(above)?.upper = u16::try_from(at + 1 - above).ok()?;
                    steps = to_above;
                } else {
                    begins = true;
                }
            } else {
                open.push((at, steps));
            }
            steps += 1;
        }
        (begins && self.trees.len().is_multiple_of(CLASSES)).then_some(())
    }

    /// What the trees say of these features.
    pub(super) fn ask(&self, features: &[i16]) -> Says<CLASSES> {
        let mut race = Race::<CLASSES>::new();
        let mut clear = false;
        for (number, round) in self.trees.chunks_exact(CLASSES).enumerate() {
            clear = LOOKS.contains(&number) && race.is_over();
            if clear {
                break;
            }
            for (&tree, runner) in round.iter().zip(&mut race.runners) {
                if runner.trails.is_none() {
                    runner.sum += i32::from(self.leaf(tree, features));
                }
            }
        }
        Says {
            logs: normalised(race.logarithms()),
            clear,
        }
    }

    /// The value of the leaf that the features lead to.
    fn leaf(&self, tree: Tree, features: &[i16]) -> i16 {
        let mut at = tree.root as usize;
        for _ in 0..tree.steps {
            at += self.nodes.get(at).map_or(0, |node| node.step(features));
        }
        self.nodes.get(at).map_or(0, |leaf| leaf.threshold)
    }

    /// How far each feature moves the answer towards a class: along the way through its trees, by
    /// how much the branch taken promises more than the node did. Calls `take` with each feature.
    pub(super) fn explain(&self, class: usize, features: &[i16], mut take: impl FnMut(usize, f32)) {
        let means = self.means.get_or_init(|| self.all_means());
        let mean = |at: usize| means.get(at).copied().unwrap_or_default();
        let trees = self.trees.iter().skip(class);
        for tree in trees.step_by(CLASSES) {
            let mut at = tree.root as usize;
            while let Some(node) = self.nodes.get(at)
                && !node.is_leaf()
            {
                let next = at + node.step(features);
                take(usize::from(node.feature), mean(next) - mean(at));
                at = next;
            }
        }
    }

    /// The mean of all leaves below each node. A node stands before its branches, so they are gone
    /// through from the last: both branches of a node are on top of the stack when it comes.
    fn all_means(&self) -> Vec<f32> {
        // Of each whole branch, the sum of its leaves and how many they are.
        let mut branches: Vec<(i32, i32)> = Vec::new();
        let mut means = vec![0.0; self.nodes.len()];
        for (node, mean) in self.nodes.iter().zip(&mut means).rev() {
            let (sum, leaves) = if node.is_leaf() {
                (i32::from(node.threshold), 1)
            } else {
                let mut branch = || branches.pop().unwrap_or_default();
                let (lower, upper) = (branch(), branch());
                (lower.0 + upper.0, lower.1 + upper.1)
            };
            branches.push((sum, leaves));
            #[expect(clippy::cast_precision_loss, reason = "some hundred leaves at most")]
            let of_one = leaves.max(1) as f32;
            *mean = parts(sum) / of_one;
        }
        means
    }
}

/// The classes while trees are asked.
struct Race<const CLASSES: usize> {
    runners: [Runner; CLASSES],
}

#[derive(Clone, Copy, Default)]
struct Runner {
    /// What its trees have said so far, in parts of a leaf.
    sum: i32,
    /// By how much it trailed the first when it was out of the race.
    trails: Option<i32>,
}

impl<const CLASSES: usize> Race<CLASSES> {
    fn new() -> Self {
        Self {
            runners: [Runner::default(); CLASSES],
        }
    }

    /// Takes those out that trail; whether one alone is left.
    fn is_over(&mut self) -> bool {
        let first = self.first();
        for runner in &mut self.runners {
            let trails = first - runner.sum;
            if runner.trails.is_none() && trails >= OUT {
                runner.trails = Some(trails);
            }
        }
        self.running().count() == 1
    }

    /// The logarithm of how probable each is, but for a summand that all share.
    fn logarithms(&self) -> [f32; CLASSES] {
        let first = self.first();
        self.runners.map(|runner| {
            let behind = runner.trails.map_or_else(
                || parts(first - runner.sum),
                |trails| parts(trails) * STRETCH,
            );
            -behind
        })
    }

    fn first(&self) -> i32 {
        let sums = self.running().map(|runner| runner.sum);
        sums.max().unwrap_or(0)
    }

    fn running(&self) -> impl Iterator<Item = &Runner> {
        self.runners.iter().filter(|runner| runner.trails.is_none())
    }
}

/// Parts of a leaf on the scale of the logarithm.
fn parts(sum: i32) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "some thousand at most")]
    let sum = sum as f32;
    sum / LEAF_PARTS
}

/// Shifts logarithms so that the probabilities add up to one.
pub(super) fn normalised<const CLASSES: usize>(logs: [f32; CLASSES]) -> [f32; CLASSES] {
    let most = logs.into_iter().fold(f32::MIN, f32::max);
    let sum: f32 = logs.iter().map(|log| (log - most).exp()).sum();
    logs.map(|log| log - most - sum.ln())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The bytes of one tree for each region: of the first, one node that asks for feature 1.
    fn bytes() -> Vec<u8> {
        let mut nodes: Vec<(u16, i16)> = vec![(1, 5), (LEAF, 300), (LEAF, -300)];
        nodes.extend([(LEAF, 0); REGIONS - 1]);
        let mut bytes = u32::try_from(nodes.len())
            .unwrap_or(0)
            .to_le_bytes()
            .to_vec();
        bytes.extend(nodes.iter().map(|node| node.0.to_le_bytes()[0]));
        bytes.extend(nodes.iter().map(|node| node.0.to_le_bytes()[1]));
        bytes.extend(nodes.iter().map(|node| node.1.to_le_bytes()[0]));
        bytes.extend(nodes.iter().map(|node| node.1.to_le_bytes()[1]));
        bytes
    }

    #[test]
    fn a_tree_is_walked_by_its_thresholds() {
        let model = Model::<REGIONS>::read(&bytes()).expect("weights");
        let low = model.ask(&[0, 5]).logs;
        let high = model.ask(&[0, 6]).logs;
        assert!(low[0] > low[1] && high[0] < high[1]);
        let sum: f32 = low.iter().map(|log| log.exp()).sum();
        assert!((sum - 1.0).abs() < 1e-5);
    }

    #[test]
    fn what_moved_the_answer_is_told() {
        let model = Model::<REGIONS>::read(&bytes()).expect("weights");
        let mut told = Vec::new();
        model.explain(0, &[0, 5], |feature, by| {
            told.push((feature, by));
        });
        assert_eq!(told, [(1, 3.0)]);
    }

    #[test]
    fn no_bytes_make_it_panic() {
        let whole = bytes();
        for end in 0..whole.len() {
            assert!(Model::<REGIONS>::read(&whole[..end]).is_none());
        }
        let mut torn = whole;
        torn[4] = 0xff;
        torn[5] = 0x07;
        let model = Model::<REGIONS>::read(&torn);
        assert!(model.is_none_or(|model| model.ask(&[]).logs[0] <= 0.0));
    }

    #[test]
    fn the_weights_that_ship_are_read() {
        assert!(of_links().trees.len() > REGIONS && of_pages().trees.len() > KINDS);
    }
}
