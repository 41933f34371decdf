//! Bars and lines as SVG. Ours, because no maintained crate draws what is wanted here: charming
//! only writes settings for a JavaScript library, plotters and charts-rs write colours into the
//! picture (no dark mode, no style sheet) for 100 KB and more, leptos-chartistry is MPL.
//!
//! Every chart has a name, a sentence and a table that say the same; values are beside the marks,
//! so that no value is shown by colour alone.

use leptos::prelude::*;

use crate::dashboard::state::series::marks;
use linkglance_browser::i18n::{number, t, t_with};

/// A value with its name.
pub(super) type Value = (String, usize);

/// Bars, one below the other, each with its name and number.
pub(super) fn bars(name: &'static str, title: String, values: Vec<Value>) -> impl IntoView {
    let most = values
        .iter()
        .map(|(_, count)| *count)
        .max()
        .unwrap_or_default()
        .max(1);
    let all: usize = values.iter().map(|(_, count)| *count).sum();
    let rows: Vec<_> = values
        .iter()
        .map(|(word, count)| {
            let width = format!("{:.2}", 100.0 * ratio(*count, most));
            view! {
                <div class="bar-row">
                    <span class="bar-name"><bdi>{word.clone()}</bdi></span>
                    <svg class="bar-mark" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                        <rect class="bar" x="0" y="0" width=width height="10"></rect>
                    </svg>
                    <span class="bar-count">
                        {number(*count)} " " <span class="quiet">{percent(*count, all)}</span>
                    </span>
                </div>
            }
        })
        .collect();
    let summary = match values.first() {
        Some((word, count)) => t_with("plot_most", &[word, &number(*count), &number(all)]),
        None => t("plot_nothing"),
    };
    let shown = view! { <div class="bars">{rows}</div> };
    figure(name, title, summary, shown.into_any(), values)
}

const WIDTH: f64 = 420.0;
const HEIGHT: f64 = 180.0;
const LEFT: f64 = 40.0;
const RIGHT: f64 = 14.0;
const TOP: f64 = 12.0;
const BOTTOM: f64 = 26.0;

/// How a series over time is drawn.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// A column a week: what happened in it.
    Columns,
    /// A line: how many there were.
    Line,
}

/// A series over time.
pub(super) fn over_time(
    name: &'static str,
    title: String,
    values: Vec<Value>,
    style: Style,
) -> impl IntoView {
    let most = values
        .iter()
        .map(|(_, count)| *count)
        .max()
        .unwrap_or_default();
    let scale = marks(most);
    let top = scale.last().copied().unwrap_or(1);
    let count = u32::try_from(values.len().max(1)).unwrap_or(1);
    let step = (WIDTH - LEFT - RIGHT) / f64::from(count);
    let x = |at: usize| LEFT + step * (f64::from(u32::try_from(at).unwrap_or_default()) + 0.5);
    let y = |value: usize| HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * ratio(value, top);
    let grid: Vec<_> = scale
        .iter()
        .map(|mark| {
            let at = format!("{:.1}", y(*mark));
            view! {
                <line class="grid" x1=LEFT.to_string() x2=(WIDTH - RIGHT).to_string() y1=at.clone() y2=at.clone()></line>
                <text class="tick" x=(LEFT - 6.0).to_string() y=at dy="4" text-anchor="end">
                    {number(*mark)}
                </text>
            }
        })
        .collect();
    let every = values.len().div_ceil(6).max(1);
    let names: Vec<_> = values
        .iter()
        .enumerate()
        .filter(|(at, _)| at % every == 0)
        .map(|(at, (word, _))| {
            let x = format!("{:.1}", x(at));
            view! {
                <text class="tick" x=x y=(HEIGHT - 8.0).to_string() text-anchor="middle">
                    {word.clone()}
                </text>
            }
        })
        .collect();
    let drawn = match style {
        Style::Columns => values
            .iter()
            .enumerate()
            .filter(|(_, (_, count))| *count > 0)
            .map(|(at, (_, count))| {
                let width = (step * 0.7).min(36.0);
                let (left, upper) = (x(at) - width / 2.0, y(*count));
                view! {
                    <rect
                        class="bar"
                        x=format!("{left:.1}")
                        y=format!("{upper:.1}")
                        width=format!("{width:.1}")
                        height=format!("{:.1}", y(0) - upper)
                        rx="2"
                    ></rect>
                }
            })
            .collect_view()
            .into_any(),
        Style::Line => {
            let points: Vec<String> = values
                .iter()
                .enumerate()
                .map(|(at, (_, count))| format!("{:.1},{:.1}", x(at), y(*count)))
                .collect();
            let dots: Vec<_> = values
                .iter()
                .enumerate()
                .map(|(at, (_, count))| {
                    let (x, y) = (format!("{:.1}", x(at)), format!("{:.1}", y(*count)));
                    view! { <circle class="dot" cx=x cy=y r="3"></circle> }
                })
                .collect();
            view! { <polyline class="line" points=points.join(" ")></polyline> {dots} }.into_any()
        }
    };
    let summary = match (values.first(), values.last()) {
        (Some((week, count)), Some(_)) if values.len() == 1 => {
            t_with("plot_week", &[week, &number(*count)])
        }
        (Some((first, from)), Some((last, to))) => {
            t_with("plot_span", &[first, &number(*from), last, &number(*to)])
        }
        _ => t("plot_nothing"),
    };
    let shown = view! {
        <svg
            class="plot"
            viewBox=format!("0 0 {WIDTH} {HEIGHT}")
            role="img"
            aria-label=format!("{title}. {summary}")
        >
            {grid}
            {drawn}
            {names}
        </svg>
    };
    figure(name, title, summary, shown.into_any(), values)
}

/// A chart with its title, its sentence and its table.
fn figure(
    name: &'static str,
    title: String,
    summary: String,
    shown: AnyView,
    values: Vec<Value>,
) -> impl IntoView {
    let rows: Vec<_> = values
        .into_iter()
        .map(|(word, count)| {
            view! {
                <tr>
                    <th scope="row"><bdi>{word}</bdi></th>
                    <td class="number">{number(count)}</td>
                </tr>
            }
        })
        .collect();
    let none = rows.is_empty();
    view! {
        <figure class="card" data-part="plot" data-plot=name>
            <figcaption>
                <h2>{title}</h2>
                <p class="quiet small">{summary}</p>
            </figcaption>
            {(!none).then_some(shown)}
            {(!none)
                .then(|| {
                    view! {
                        <details>
                            <summary>{t("as_table")}</summary>
                            <table class="plain-table">
                                <tbody>{rows}</tbody>
                            </table>
                        </details>
                    }
                })}
        </figure>
    }
}

/// Counts are far below what a double holds exactly.
#[allow(clippy::cast_precision_loss)]
fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

fn percent(part: usize, whole: usize) -> String {
    format!("{:.0} %", 100.0 * ratio(part, whole))
}
