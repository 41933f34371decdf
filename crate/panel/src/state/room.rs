//! How the 96 pixels above the tabs are given out: a strip first, then the prospect, then the sites with
//! what is left. Pure, so that it is tested without a browser. The heights are the design's, and those of
//! `panel.css`.

/// All there is.
const ALL: u32 = 96;
/// A line: the strip, the first line of a prospect, what is known of the page's site.
const LINE: u32 = 32;
/// A prospect in its two lines.
const PROSPECT: u32 = 64;
/// One site in two lines.
const VERDICT: u32 = 56;
/// A site's row.
const ROW: u32 = 28;

/// What is known of the page's past.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Past {
    Nothing,
    /// Something is known of its site: a saved page, links, what tools say.
    OfSite,
    /// The page itself is saved.
    OfPage,
}

/// How the sites are shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Answers {
    /// The one site, in two lines.
    Verdict,
    /// So many rows, the last of which may lead to the others.
    Rows(usize),
}

/// Whether a prospect has both its lines.
pub(crate) const fn is_whole(strip: bool) -> bool {
    !strip
}

/// What there is room for beside a strip and the page's past.
pub(crate) fn room(strip: bool, past: Past, sites: usize) -> Answers {
    let above = if strip { LINE } else { 0 };
    let past = match past {
        Past::Nothing => 0,
        Past::OfPage if is_whole(strip) => PROSPECT,
        Past::OfSite | Past::OfPage => LINE,
    };
    let left = ALL.saturating_sub(above + past);
    if sites == 1 && left >= VERDICT {
        Answers::Verdict
    } else {
        Answers::Rows((left / ROW) as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_fits_into_the_room_and_no_site_is_without_a_row() {
        for strip in [false, true] {
            for past in [Past::Nothing, Past::OfSite, Past::OfPage] {
                for sites in [1, 4, 40] {
                    let past_height = match past {
                        Past::Nothing => 0,
                        Past::OfPage if is_whole(strip) => PROSPECT,
                        _ => LINE,
                    };
                    let answers = match room(strip, past, sites) {
                        Answers::Verdict => VERDICT,
                        Answers::Rows(rows) => {
                            assert!(rows > 0, "{strip} {past:?} {sites}");
                            u32::try_from(rows).unwrap() * ROW
                        }
                    };
                    let used = u32::from(strip) * LINE + past_height + answers;
                    assert!(used <= ALL, "{used}: {strip} {past:?} {sites}");
                }
            }
        }
    }

    #[test]
    fn the_room_is_given_out_as_the_design_says() {
        for (strip, past, sites, expected) in [
            (false, Past::Nothing, 1, Answers::Verdict),
            (true, Past::Nothing, 1, Answers::Verdict),
            (false, Past::OfSite, 1, Answers::Verdict),
            (true, Past::OfSite, 1, Answers::Rows(1)),
            (false, Past::OfPage, 1, Answers::Rows(1)),
            (true, Past::OfPage, 1, Answers::Rows(1)),
            (false, Past::Nothing, 12, Answers::Rows(3)),
            (true, Past::Nothing, 12, Answers::Rows(2)),
            (false, Past::OfSite, 12, Answers::Rows(2)),
            (false, Past::OfPage, 12, Answers::Rows(1)),
            (true, Past::OfPage, 12, Answers::Rows(1)),
        ] {
            assert_eq!(
                room(strip, past, sites),
                expected,
                "{strip} {past:?} {sites}"
            );
        }
    }
}
