//! Lists of all domains by rank (Tranco, Majestic Million, Cisco Umbrella, Common Crawl), packed so that
//! a million take 4.3 MB and one is found without unpacking the others. A rank is shown only as a
//! [`Bucket`]: these lists do not agree on more.
//!
//! Of each host a hash of 45 bits is held (SipHash-1-3): the first 16 are its slot in an index, the other
//! 29 are with its bucket in a word of 32 bits. Of a million domains that a list of a million does not
//! have, 0.03 are found in it by accident.

use std::hash::Hasher;

use serde::{Deserialize, Serialize};
use siphasher::sip::SipHasher13;

/// Most hosts of a list that are packed, in the order of the list: what is beyond is known to no other
/// list, and the map is held in memory.
pub const MAX_RANKED: usize = 5_000_000;

/// How many bits of a hash are its slot.
const SLOT_BITS: u32 = 16;
const SLOTS: usize = 1 << SLOT_BITS;
/// How many bits of a hash are beside the bucket.
const REST_BITS: u32 = 29;
const BUCKET_BITS: u32 = 32 - REST_BITS;
/// Bytes of a word.
const WORD: usize = 4;

/// How high a domain is in a list.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bucket {
    /// Among the first thousand.
    Top1k,
    /// Among the first ten thousand.
    Top10k,
    /// Among the first hundred thousand.
    Top100k,
    /// Among the first million.
    Top1m,
    /// In the list, but not among the first million.
    Beyond,
}

impl Bucket {
    /// All buckets, the highest first.
    pub const ALL: [Self; 5] = [
        Self::Top1k,
        Self::Top10k,
        Self::Top100k,
        Self::Top1m,
        Self::Beyond,
    ];

    /// The bucket of a rank, from 1.
    pub const fn of(rank: u64) -> Self {
        match rank {
            0..=1_000 => Self::Top1k,
            1_001..=10_000 => Self::Top10k,
            10_001..=100_000 => Self::Top100k,
            100_001..=1_000_000 => Self::Top1m,
            _ => Self::Beyond,
        }
    }

    /// Its name as it is stored.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Top1k => "top_1k",
            Self::Top10k => "top_10k",
            Self::Top100k => "top_100k",
            Self::Top1m => "top_1m",
            Self::Beyond => "beyond",
        }
    }
}

/// Packs a list row by row.
#[derive(Debug, Default)]
pub struct Packer {
    /// Each with its hash above its bucket.
    all: Vec<u64>,
}

impl Packer {
    /// Takes in a host with its rank.
    pub fn add(&mut self, rank: u64, host: &str) {
        if self.all.len() < MAX_RANKED {
            let bucket = Bucket::of(rank) as u64;
            self.all.push(hash(host) << BUCKET_BITS | bucket);
        }
    }

    /// How many hosts were taken in.
    pub const fn count(&self) -> usize {
        self.all.len()
    }

    /// The packed list. Of a host that is in it twice the higher bucket counts.
    pub fn pack(mut self) -> Ranks {
        self.all.sort_unstable();
        self.all.dedup_by_key(|entry| *entry >> BUCKET_BITS);
        let mut bytes = Vec::with_capacity((SLOTS + 1 + self.all.len()) * WORD);
        let mut at = 0_u32;
        let mut rest = self.all.iter().peekable();
        for slot in 0..SLOTS as u64 {
            bytes.extend(at.to_le_bytes());
            while rest.next_if(|entry| *entry >> 32 == slot).is_some() {
                at += 1;
            }
        }
        bytes.extend(at.to_le_bytes());
        for entry in &self.all {
            let [a, b, c, d, ..] = entry.to_le_bytes();
            bytes.extend([a, b, c, d]);
        }
        Ranks { bytes }
    }
}

/// A packed list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ranks {
    bytes: Vec<u8>,
}

impl Ranks {
    /// A list that was packed before.
    pub const fn of_bytes(bytes: Vec<u8>) -> Self {
        Self { bytes }
    }

    /// What is stored of it.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The bucket of a host; `None` if the list does not have it.
    pub fn bucket(&self, host: &str) -> Option<Bucket> {
        let hash = hash(host);
        let slot = usize::try_from(hash >> REST_BITS).ok()?;
        let wanted = u32::try_from(hash & ((1 << REST_BITS) - 1)).ok()?;
        let (mut low, mut high) = (self.word(slot)?, self.word(slot + 1)?);
        while low < high {
            let middle = low.midpoint(high);
            let entry = self.word(SLOTS + 1 + usize::try_from(middle).ok()?)?;
            match (entry >> BUCKET_BITS).cmp(&wanted) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => {
                    let bucket = usize::try_from(entry & ((1 << BUCKET_BITS) - 1)).ok()?;
                    return Bucket::ALL.get(bucket).copied();
                }
            }
        }
        None
    }

    fn word(&self, at: usize) -> Option<u32> {
        let bytes = self.bytes.get(at * WORD..(at + 1) * WORD)?;
        Some(u32::from_le_bytes(bytes.try_into().ok()?))
    }
}

/// The bits of a host's hash that are held.
fn hash(host: &str) -> u64 {
    let mut hasher = SipHasher13::new();
    let host = host.strip_suffix('.').unwrap_or(host);
    hasher.write(host.to_ascii_lowercase().as_bytes());
    hasher.finish() >> (64 - SLOT_BITS - REST_BITS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packed(count: u64) -> Ranks {
        let mut packer = Packer::default();
        for rank in 1..=count {
            packer.add(rank, &format!("site{rank}.example"));
        }
        packer.pack()
    }

    #[test]
    fn every_host_is_found_in_its_bucket_and_no_other_host_is_found() {
        let ranks = packed(200_000);
        for rank in 1..=200_000 {
            let found = ranks.bucket(&format!("site{rank}.example"));
            assert_eq!(found, Some(Bucket::of(rank)), "{rank}");
        }
        let others = (0..200_000).filter_map(|at| ranks.bucket(&format!("other{at}.example")));
        assert_eq!(others.count(), 0);
        assert_eq!(ranks.bytes().len(), (SLOTS + 1 + 200_000) * WORD);
    }

    #[test]
    fn a_host_is_one_in_capitals_too_and_the_higher_rank_counts() {
        let mut packer = Packer::default();
        packer.add(2_000_000, "blog.example");
        packer.add(7, "Blog.Example");
        assert_eq!(packer.count(), 2);
        let ranks = packer.pack();
        assert_eq!(ranks.bucket("blog.example."), Some(Bucket::Top1k));
    }

    #[test]
    fn the_ends_of_buckets() {
        for (rank, bucket) in [
            (1, Bucket::Top1k),
            (1_000, Bucket::Top1k),
            (1_001, Bucket::Top10k),
            (10_000, Bucket::Top10k),
            (10_001, Bucket::Top100k),
            (100_001, Bucket::Top1m),
            (1_000_000, Bucket::Top1m),
            (1_000_001, Bucket::Beyond),
        ] {
            assert_eq!(Bucket::of(rank), bucket, "{rank}");
        }
    }

    #[test]
    fn what_is_no_packed_list_finds_nothing() {
        for bytes in [Vec::new(), vec![255; 4], vec![255; (SLOTS + 2) * WORD]] {
            assert_eq!(Ranks::of_bytes(bytes).bucket("blog.example"), None);
        }
    }
}
