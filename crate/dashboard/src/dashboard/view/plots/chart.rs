//! Bars, columns and lines as SVG. Ours, because no maintained crate draws what is wanted here: charming
//! only writes settings for a JavaScript library, plotters and charts-rs write colours into the
//! picture (no dark mode, no style sheet) for 100 KB and more, leptos-chartistry is MPL.
//!
//! Every chart has a name, a sentence and a table that say the same; values are beside the marks, so that no
//! value is shown by colour alone. A press on a mark shows its rows in their list; in the table a button does
//! the same for who has no mouse.

use leptos::prelude::*;

use crate::dashboard::state::series::marks;
use linkglance_browser::i18n::{number, t, t_with};

/// What a press on a mark does, by the mark's place.
pub(super) type Press = Callback<usize>;

/// A mark of a chart of parts.
#[derive(Clone, Default)]
pub(super) struct Bar {
    pub(super) word: String,
    pub(super) count: usize,
    /// Of a hundred; `None` where it is not said.
    pub(super) percent: Option<usize>,
    /// The same of the user's other sites.
    pub(super) others: Option<usize>,
    /// What else is said of it, below its name.
    pub(super) note: Option<String>,
    /// The state whose colour it has; empty is the charts' own.
    pub(super) state: &'static str,
}

/// Bars, one below the other, each with its name and number; the sentence is the chart's own.
pub(super) fn bars(
    name: &'static str,
    title: String,
    about: String,
    bars: &[Bar],
    press: Option<Press>,
) -> AnyView {
    let most = bars.iter().map(|bar| bar.count).max().unwrap_or_default();
    let most_percent = bars.iter().filter_map(|bar| bar.percent).max();
    let rows: Vec<_> = bars
        .iter()
        .enumerate()
        .map(|(at, bar)| {
            // The others' share on the scale of this chart, whose longest bar is all of its width.
            let others = bar.others.zip(most_percent).map(|(others, longest)| {
                let at = (100.0 * ratio(others, longest)).min(100.0);
                view! { <rect class="others" x=format!("{:.1}", at.max(1.0) - 1.0) y="0" width="1.4" height="10"></rect> }
            });
            let width = format!("{:.2}", 100.0 * ratio(bar.count, most));
            let percent = bar.percent.map(percent);
            let compared = bar.others.map(|others| t_with("plot_others", &[&self::percent(others)]));
            view! {
                <div
                    class="bar-row"
                    class:press=press.is_some()
                    title=compared
                    on:click=move |_| {
                        if let Some(press) = press {
                            press.run(at);
                        }
                    }
                >
                    <span class="bar-name ellipsis" class:capital=is_word(&bar.word)><bdi>{bar.word.clone()}</bdi></span>
                    <svg class="bar-mark" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                        <rect class="bar" data-state=bar.state x="0" y="0" width=width height="10"></rect>
                        {others}
                    </svg>
                    <span class="bar-count">
                        {number(bar.count)} " " <span class="quiet">{percent}</span>
                    </span>
                    {bar.note.clone().map(|note| view! { <span class="bar-note capital">{note}</span> })}
                </div>
            }
        })
        .collect();
    let shown =
        view! { <div class="bars" role="img" aria-label=format!("{title}. {about}")>{rows}</div> };
    let compared = bars.iter().any(|bar| bar.others.is_some());
    let heads = if compared {
        vec![
            String::new(),
            t("plot_here"),
            t("plot_share"),
            t("plot_elsewhere"),
        ]
    } else {
        Vec::new()
    };
    let table = bars
        .iter()
        .map(|bar| {
            let mut cells = vec![number(bar.count)];
            cells.extend(bar.percent.map(percent));
            cells.extend(bar.note.clone());
            if compared {
                cells.push(bar.others.map_or_else(String::new, percent));
            }
            (bar.word.clone(), cells)
        })
        .collect();
    figure(name, title, about, shown.into_any(), heads, table, press)
}

const WIDTH: f64 = 420.0;
const HEIGHT: f64 = 180.0;
const LEFT: f64 = 40.0;
const RIGHT: f64 = 14.0;
const TOP: f64 = 12.0;
const BOTTOM: f64 = 26.0;
const INNER: f64 = HEIGHT - TOP - BOTTOM;

/// At most so many names stand below a chart over time.
const NAMES: usize = 6;

/// A value over time, with its name.
pub(super) type Value = (String, usize);

/// The scales of a chart over time.
struct Scale {
    /// The largest values upwards and downwards.
    up: usize,
    down: usize,
    step: f64,
}

impl Scale {
    fn new(up: usize, down: usize, count: usize) -> Self {
        let count = u32::try_from(count.max(1)).unwrap_or(1);
        Self {
            up: top(up),
            down: if down == 0 { 0 } else { top(down) },
            step: (WIDTH - LEFT - RIGHT) / f64::from(count),
        }
    }

    fn x(&self, at: usize) -> f64 {
        LEFT + self.step * (f64::from(u32::try_from(at).unwrap_or_default()) + 0.5)
    }

    /// Of a value above the line.
    fn above(&self, value: usize) -> f64 {
        self.zero() - INNER * ratio(value, self.up + self.down)
    }

    /// Of a value below the line.
    fn below(&self, value: usize) -> f64 {
        self.zero() + INNER * ratio(value, self.up + self.down)
    }

    fn zero(&self) -> f64 {
        TOP + INNER * ratio(self.up, self.up + self.down)
    }

    /// The lines of the scale with their numbers.
    fn grid(&self) -> impl IntoView + use<> {
        let up = marks(self.up)
            .into_iter()
            .map(|mark| (self.above(mark), mark));
        // There is seldom room for more than the last one.
        let down = (self.down > 0).then(|| (self.below(self.down), self.down));
        let lines: Vec<_> = up
            .chain(down)
            .map(|(y, mark)| {
                let y = format!("{y:.1}");
                view! {
                    <line class="grid" x1=LEFT.to_string() x2=(WIDTH - RIGHT).to_string() y1=y.clone() y2=y.clone()></line>
                    <text class="tick" x=(LEFT - 6.0).to_string() y=y dy="4" text-anchor="end">
                        {number(mark)}
                    </text>
                }
            })
            .collect();
        lines
    }

    /// The names below.
    fn names(&self, names: &[String]) -> impl IntoView + use<> {
        let every = names.len().div_ceil(NAMES).max(1);
        let shown: Vec<_> = names
            .iter()
            .enumerate()
            .filter(|(at, _)| at % every == 0)
            .map(|(at, word)| {
                let x = format!("{:.1}", self.x(at));
                view! {
                    <text class="tick" x=x y=(HEIGHT - 8.0).to_string() text-anchor="middle">
                        {word.clone()}
                    </text>
                }
            })
            .collect();
        shown
    }

    fn column(&self, at: usize, from: f64, to: f64, class: &'static str) -> impl IntoView + use<> {
        let width = (self.step * 0.7).min(36.0);
        let left = self.x(at) - width / 2.0;
        view! {
            <rect
                class=class
                x=format!("{left:.1}")
                y=format!("{:.1}", from.min(to))
                width=format!("{width:.1}")
                height=format!("{:.1}", (to - from).abs())
            ></rect>
        }
    }

    /// What a press on a place of the chart is on: wider and higher than its mark.
    fn place(&self, at: usize, press: Press) -> impl IntoView + use<> {
        let left = self.x(at) - self.step / 2.0;
        view! {
            <rect
                class="press"
                x=format!("{left:.1}")
                y=TOP.to_string()
                width=format!("{:.1}", self.step)
                height=INNER.to_string()
                on:click=move |_| press.run(at)
            ></rect>
        }
    }
}

/// A column for each value: what happened in its week.
pub(super) fn columns(
    name: &'static str,
    title: String,
    about: String,
    values: Vec<Value>,
) -> AnyView {
    let most = values.iter().map(|(_, count)| *count).max();
    let scale = Scale::new(most.unwrap_or_default(), 0, values.len());
    let drawn: Vec<_> = values
        .iter()
        .enumerate()
        .filter(|(_, (_, count))| *count > 0)
        .map(|(at, (_, count))| scale.column(at, scale.above(*count), scale.zero(), "bar"))
        .collect();
    over_time(name, title, about, values, &scale, drawn.into_any())
}

/// A line: how many there were at the end of each week.
pub(super) fn line(
    name: &'static str,
    title: String,
    about: String,
    values: Vec<Value>,
) -> AnyView {
    let most = values.iter().map(|(_, count)| *count).max();
    let scale = Scale::new(most.unwrap_or_default(), 0, values.len());
    let point = |(at, (_, count)): (usize, &Value)| (scale.x(at), scale.above(*count));
    let points: Vec<(f64, f64)> = values.iter().enumerate().map(point).collect();
    let written: Vec<String> = points
        .iter()
        .map(|(x, y)| format!("{x:.1},{y:.1}"))
        .collect();
    let last = points.last().map(|(x, y)| {
        view! { <circle class="dot" cx=format!("{x:.1}") cy=format!("{y:.1}") r="3"></circle> }
    });
    let ground = points.first().zip(points.last()).map(|((first, _), (last, _))| {
        let zero = scale.zero();
        let all = written.join(" ");
        view! { <polygon class="under" points=format!("{first:.1},{zero:.1} {all} {last:.1},{zero:.1}")></polygon> }
    });
    let drawn = view! {
        {ground}
        <polyline class="line" points=written.join(" ")></polyline>
        {last}
    };
    over_time(name, title, about, values, &scale, drawn.into_any())
}

fn over_time(
    name: &'static str,
    title: String,
    about: String,
    values: Vec<Value>,
    scale: &Scale,
    drawn: AnyView,
) -> AnyView {
    let names: Vec<String> = values.iter().map(|(word, _)| word.clone()).collect();
    let shown = svg(&title, &about, scale, &names, drawn);
    let table = values
        .into_iter()
        .map(|(word, count)| (word, vec![number(count)]))
        .collect();
    figure(name, title, about, shown, Vec::new(), table, None)
}

/// What came in each week above a line, and what went below it, hatched.
pub(super) struct Both {
    pub(super) word: String,
    pub(super) up: usize,
    pub(super) down: usize,
}

/// Columns in both directions; `heads` name them.
pub(super) fn up_and_down(
    name: &'static str,
    title: String,
    about: String,
    heads: [String; 2],
    values: &[Both],
    press: Press,
) -> AnyView {
    let most = |of: fn(&Both) -> usize| values.iter().map(of).max().unwrap_or_default();
    let scale = Scale::new(most(|one| one.up), most(|one| one.down), values.len());
    let marks: Vec<_> = values
        .iter()
        .enumerate()
        .map(|(at, one)| {
            let zero = scale.zero();
            let up = (one.up > 0).then(|| scale.column(at, scale.above(one.up), zero, "bar up"));
            let down =
                (one.down > 0).then(|| scale.column(at, zero, scale.below(one.down), "bar down"));
            let any = one.up + one.down > 0;
            let place = any.then(|| scale.place(at, press));
            view! { {up} {down} {place} }
        })
        .collect();
    let drawn = view! {
        <defs>
            <pattern id="hatch" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                <rect class="hatch-ground" width=HATCH height=HATCH></rect>
                <rect class="hatch-line" width="2" height=HATCH></rect>
            </pattern>
        </defs>
        {marks}
    };
    let names: Vec<String> = values.iter().map(|one| one.word.clone()).collect();
    let shown = svg(&title, &about, &scale, &names, drawn.into_any());
    let table = values
        .iter()
        .map(|one| (one.word.clone(), vec![number(one.up), number(one.down)]))
        .collect();
    let heads = std::iter::once(String::new()).chain(heads).collect();
    figure(name, title, about, shown, heads, table, Some(press))
}

/// The size of the hatching's pattern.
const HATCH: &str = "4";

fn svg(title: &str, about: &str, scale: &Scale, names: &[String], drawn: AnyView) -> AnyView {
    view! {
        <svg
            class="plot"
            viewBox=format!("0 0 {WIDTH} {HEIGHT}")
            role="img"
            aria-label=format!("{title}. {about}")
        >
            {scale.grid()}
            {drawn}
            {scale.names(names)}
        </svg>
    }
    .into_any()
}

/// A chart with its title, its sentence and its table.
fn figure(
    name: &'static str,
    title: String,
    about: String,
    shown: AnyView,
    heads: Vec<String>,
    rows: Vec<(String, Vec<String>)>,
    press: Option<Press>,
) -> AnyView {
    let heads: Vec<_> = heads
        .into_iter()
        .map(|head| {
            // A head says something; above the names there is none.
            if head.is_empty() {
                view! { <td></td> }.into_any()
            } else {
                view! { <th scope="col">{head}</th> }.into_any()
            }
        })
        .collect();
    let heads = (!heads.is_empty()).then(|| view! { <thead><tr>{heads}</tr></thead> });
    let rows: Vec<_> = rows
        .into_iter()
        .enumerate()
        .map(|(at, (word, cells))| {
            let cells: Vec<_> = cells
                .into_iter()
                .map(|cell| view! { <td class="number">{cell}</td> })
                .collect();
            let capital = is_word(&word);
            let word = match press {
                Some(press) => view! {
                    <button type="button" class="plain" on:click=move |_| press.run(at)>
                        <bdi class:capital=capital>{word}</bdi>
                    </button>
                }
                .into_any(),
                None => view! { <bdi class:capital=capital>{word}</bdi> }.into_any(),
            };
            view! { <tr><th scope="row">{word}</th>{cells}</tr> }
        })
        .collect();
    view! {
        <figure class="card" data-part="plot" data-plot=name>
            <figcaption>
                <h2>{title}</h2>
                <p class="quiet small">{about}</p>
            </figcaption>
            {shown}
            <details>
                <summary>{t("as_table")}</summary>
                <table class="plain-table">
                    {heads}
                    <tbody>{rows}</tbody>
                </table>
            </details>
        </figure>
    }
    .into_any()
}

/// Whether a name is a word, which begins with a capital; a path is shown as it is.
fn is_word(name: &str) -> bool {
    !name.starts_with('/')
}

/// The last mark of a scale for values up to this one.
fn top(most: usize) -> usize {
    marks(most).last().copied().unwrap_or(1)
}

/// Counts are far below what a double holds exactly.
#[allow(clippy::cast_precision_loss)]
fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

pub(super) fn percent(value: usize) -> String {
    format!("{value} %")
}
