//! The icons of the extension's pages: one table of paths, 16 by 16, drawn with a line of 1.5.

use leptos::prelude::*;

/// An icon.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Icon {
    /// A circle with a tick: followed.
    Followed,
    /// A circle with a bar: nofollow.
    Nofollow,
    /// A circle struck through: not followed.
    NotFollowed,
    /// A tag: sponsored.
    Tag,
    /// A speech bubble: user content.
    Bubble,
    /// A circle with a question mark: unknown.
    Unknown,
    /// A stop sign: what makes all links worthless.
    Stop,
    /// A triangle: worth a look.
    Warn,
    /// A circle with an i: a fact.
    Info,
    /// A tick.
    Check,
    /// A cross: close.
    Close,
    /// Quotation marks: a mention.
    Quote,
    /// An empty circle: nothing found.
    Circle,
    /// Read again.
    Refresh,
    /// An eye: marks on the page.
    Eye,
    /// A star: save.
    Star,
    /// Three dots: more.
    More,
    /// A target: show on the page.
    Locate,
    /// Two sheets: copy.
    Copy,
    /// An arrow head in the direction of reading.
    Next,
    /// An arrow head upwards.
    Up,
    /// An arrow head downwards.
    Down,
    /// An arrow in the direction of reading.
    Arrow,
    /// A flag: one's own.
    Flag,
    /// A chain: links.
    Link,
    /// A sheet with a tick: an agreement.
    Agreement,
    /// A sheet: the page.
    Page,
    /// A drawer: the dashboard.
    Dashboard,
    /// Sliders: settings.
    Settings,
    /// A keyboard.
    Keyboard,
    /// A globe: sites.
    Globe,
    /// A glass: search.
    Search,
    /// Three lines, each shorter: filters.
    Filter,
    /// Two arrows: order.
    Sort,
    /// An arrow round a corner: a redirect.
    Redirect,
    /// A chain in two: a broken link.
    Broken,
    /// A lock: refused.
    Lock,
    /// A line with a beat: whether links work.
    Pulse,
    /// A paper plane: a message was sent.
    Send,
    /// An arrow back: there is an answer.
    Reply,
    /// Two bars in a circle: not now.
    Pause,
    /// A clock: a day to come back.
    Clock,
    /// An envelope: write.
    Mail,
    /// An arrow out of a frame: opens a page.
    External,
    /// Columns on a line: charts.
    Chart,
    /// An open book: help.
    Book,
    /// Lines of text: templates.
    Template,
    /// An arrow into a tray: import.
    Import,
    /// An arrow out of a tray: export.
    Export,
    /// A frame with rows: a table.
    Table,
    /// Three bars from above: a board.
    Board,
    /// A frame with columns: which columns are shown.
    Columns,
    /// A plus: add.
    Plus,
    /// A basket: delete.
    Trash,
    /// Two people: competitors.
    People,
    /// A list.
    List,
    /// A longer arrow upwards: sorted upwards.
    ArrowUp,
    /// A longer arrow downwards: sorted downwards.
    ArrowDown,
}

impl Icon {
    /// What is drawn.
    // One table, a line or three for each icon.
    #[allow(clippy::too_many_lines)]
    const fn path(self) -> &'static str {
        match self {
            Self::Followed => {
                "M13.75 8a5.75 5.75 0 1 1-11.5 0 5.75 5.75 0 0 1 11.5 0zM5.5 8.2l1.8 1.8 3.3-3.8"
            }
            Self::Nofollow => "M13.75 8a5.75 5.75 0 1 1-11.5 0 5.75 5.75 0 0 1 11.5 0zM5.5 8h5",
            Self::NotFollowed => "M13.75 8a5.75 5.75 0 1 1-11.5 0 5.75 5.75 0 0 1 11.5 0zM4 4l8 8",
            Self::Tag => {
                "M2.5 3.5v4.4l5.9 5.9a1 1 0 0 0 1.4 0l4-4a1 1 0 0 0 0-1.4L7.9 2.5H3.5a1 1 0 0 0-1 1zM5.5 5.5h.01"
            }
            Self::Bubble => {
                "M3.5 3h9A1.5 1.5 0 0 1 14 4.5v5a1.5 1.5 0 0 1-1.5 1.5H8l-3.2 2.6V11H3.5A1.5 1.5 0 0 1 2 9.5v-5A1.5 1.5 0 0 1 3.5 3z"
            }
            Self::Unknown => {
                "M13.75 8a5.75 5.75 0 1 1-11.5 0 5.75 5.75 0 0 1 11.5 0zM6.3 6.5a1.75 1.75 0 1 1 2.5 1.5c-.5.25-.8.5-.8 1M8 11h.01"
            }
            Self::Stop => "M5.6 2h4.8L14 5.6v4.8L10.4 14H5.6L2 10.4V5.6zM8 5v3.4M8 10.9h.01",
            Self::Warn => "M8 2.25l6.25 11H1.75zM8 6.5v3M8 11.3h.01",
            Self::Info => {
                "M13.75 8a5.75 5.75 0 1 1-11.5 0 5.75 5.75 0 0 1 11.5 0zM8 7.5V11M8 5.2h.01"
            }
            Self::Check => "M3 8.5l3.3 3.3L13 5",
            Self::Close => "M4 4l8 8M12 4l-8 8",
            Self::Quote => {
                "M6.5 4.5C4.3 5 3 6.5 3 9v2.5h3.5V8H3.2M13 4.5c-2.2.5-3.5 2-3.5 4.5v2.5H13V8H9.7"
            }
            Self::Circle => "M13 8a5 5 0 1 1-10 0 5 5 0 0 1 10 0z",
            Self::Refresh => "M13.5 8a5.5 5.5 0 1 1-1.6-3.9L13.5 5.5M13.5 2v3.5H10",
            Self::Eye => {
                "M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8zM10 8a2 2 0 1 1-4 0 2 2 0 0 1 4 0z"
            }
            Self::Star => {
                "M8 1.75l1.93 3.9 4.32.63-3.12 3.05.73 4.3L8 11.6l-3.86 2.03.73-4.3L1.75 6.28l4.32-.63z"
            }
            Self::More => "M3.5 8h.01M8 8h.01M12.5 8h.01",
            Self::Locate => {
                "M12.25 8a4.25 4.25 0 1 1-8.5 0 4.25 4.25 0 0 1 8.5 0zM8 1.5v3M8 11.5v3M1.5 8h3M11.5 8h3"
            }
            Self::Copy => {
                "M7 5.5h5A1.5 1.5 0 0 1 13.5 7v5a1.5 1.5 0 0 1-1.5 1.5H7A1.5 1.5 0 0 1 5.5 12V7A1.5 1.5 0 0 1 7 5.5zM10.5 5.5V4A1.5 1.5 0 0 0 9 2.5H4A1.5 1.5 0 0 0 2.5 4v5A1.5 1.5 0 0 0 4 10.5h1.5"
            }
            Self::Next => "M6 4l4 4-4 4",
            Self::Up => "M4 10l4-4 4 4",
            Self::Down => "M4 6l4 4 4-4",
            Self::Arrow => "M3 8h10M9 4l4 4-4 4",
            Self::Flag => "M4 14V2.5h8.5l-2 3 2 3H4",
            Self::Link => {
                "M6.8 9.2a2.8 2.8 0 0 0 4 0l2-2a2.8 2.8 0 0 0-4-4l-.9.9M9.2 6.8a2.8 2.8 0 0 0-4 0l-2 2a2.8 2.8 0 0 0 4 4l.9-.9"
            }
            Self::Agreement => {
                "M4 2h5l3.5 3.5V13a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V3a1 1 0 0 1 1-1zM5.5 9.3l1.6 1.6 3-3.3"
            }
            Self::Page => {
                "M4 2h5l3.5 3.5V13a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V3a1 1 0 0 1 1-1zM9 2v3.5h3.5"
            }
            Self::Dashboard => {
                "M2.5 9.5l1.8-5.7a1 1 0 0 1 .9-.8h5.6a1 1 0 0 1 .9.8l1.8 5.7V12a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1zM2.5 9.5h3l1 1.5h3l1-1.5h3"
            }
            Self::Settings => {
                "M2 5h5.8M11.7 5H14M2 11h2.3M8.2 11H14M11.65 5a1.9 1.9 0 1 1-3.8 0 1.9 1.9 0 0 1 3.8 0zM8.15 11a1.9 1.9 0 1 1-3.8 0 1.9 1.9 0 0 1 3.8 0z"
            }
            Self::Keyboard => {
                "M3 4h10a1.5 1.5 0 0 1 1.5 1.5V11a1.5 1.5 0 0 1-1.5 1.5H3A1.5 1.5 0 0 1 1.5 11V5.5A1.5 1.5 0 0 1 3 4zM4 7h.01M6.7 7h.01M9.3 7h.01M12 7h.01M5 10h6"
            }
            Self::Globe => {
                "M13.75 8a5.75 5.75 0 1 1-11.5 0 5.75 5.75 0 0 1 11.5 0zM2.25 8h11.5M8 2.25c1.7 1.6 2.4 3.6 2.4 5.75S9.7 12.15 8 13.75C6.3 12.15 5.6 10.15 5.6 8S6.3 3.85 8 2.25z"
            }
            Self::Search => "M11.5 7a4.5 4.5 0 1 1-9 0 4.5 4.5 0 0 1 9 0zM10.4 10.4L14 14",
            Self::Filter => "M2 4h12M4.5 8h7M6.75 12h2.5",
            Self::Send => "M14 2L7 9M14 2L9.5 14 7 9 2 6.5z",
            Self::Reply => "M6.5 4L2.5 8l4 4M2.5 8H10a3.5 3.5 0 0 1 3.5 3.5v1",
            Self::Pause => {
                "M13.75 8a5.75 5.75 0 1 1-11.5 0 5.75 5.75 0 0 1 11.5 0zM6.5 6v4M9.5 6v4"
            }
            Self::Clock => {
                "M13.75 8a5.75 5.75 0 1 1-11.5 0 5.75 5.75 0 0 1 11.5 0zM8 5v3.2l2.2 1.3"
            }
            Self::Mail => {
                "M3.5 3.5h9A1.5 1.5 0 0 1 14 5v6a1.5 1.5 0 0 1-1.5 1.5h-9A1.5 1.5 0 0 1 2 11V5a1.5 1.5 0 0 1 1.5-1.5zM2.5 5l5.5 4 5.5-4"
            }
            Self::External => {
                "M9.5 2.5h4v4M13.5 2.5L8 8M11.5 9v3a1.5 1.5 0 0 1-1.5 1.5H4A1.5 1.5 0 0 1 2.5 12V6A1.5 1.5 0 0 1 4 4.5h3"
            }
            Self::Chart => "M2.5 13.5h11M4.5 11V7.5M8 11V3.5M11.5 11V6",
            Self::Book => {
                "M8 4.5C6.5 3.4 4.5 3 2 3v9c2.5 0 4.5.4 6 1.5 1.5-1.1 3.5-1.5 6-1.5V3c-2.5 0-4.5.4-6 1.5zM8 4.5v9"
            }
            Self::Template => "M3 3.5h10M3 6.5h10M3 9.5h6M3 12.5h4",
            Self::Import => "M8 2.5v7M5 6.5l3 3 3-3M2.5 11v1.5a1 1 0 0 0 1 1h9a1 1 0 0 0 1-1V11",
            Self::Export => "M8 9.5v-7M5 5.5l3-3 3 3M2.5 11v1.5a1 1 0 0 0 1 1h9a1 1 0 0 0 1-1V11",
            Self::Table => {
                "M3.5 3h9A1.5 1.5 0 0 1 14 4.5v7a1.5 1.5 0 0 1-1.5 1.5h-9A1.5 1.5 0 0 1 2 11.5v-7A1.5 1.5 0 0 1 3.5 3zM2 6.5h12M6.5 6.5V13"
            }
            Self::Board => "M2 2.5h3.25v11H2zM6.4 2.5h3.25v8H6.4zM10.75 2.5H14V8h-3.25z",
            Self::Columns => {
                "M3.5 3h9A1.5 1.5 0 0 1 14 4.5v7a1.5 1.5 0 0 1-1.5 1.5h-9A1.5 1.5 0 0 1 2 11.5v-7A1.5 1.5 0 0 1 3.5 3zM6 3v10M10 3v10"
            }
            Self::Plus => "M8 3v10M3 8h10",
            Self::Trash => {
                "M3 4.5h10M6.5 4.5V3h3v1.5M4.5 4.5l.5 8a1 1 0 0 0 1 1h4a1 1 0 0 0 1-1l.5-8"
            }
            Self::People => {
                "M8.5 5.5a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0zM1.5 13.25a4.5 4.5 0 0 1 9 0M10.5 3.2a2.5 2.5 0 0 1 0 4.6M12.25 9.4a4.5 4.5 0 0 1 2.25 3.85"
            }
            Self::List => "M6 4h8M6 8h8M6 12h8M2.5 4h.01M2.5 8h.01M2.5 12h.01",
            Self::ArrowUp => "M8 13V3M4 7l4-4 4 4",
            Self::ArrowDown => "M8 3v10M4 9l4 4 4-4",
            Self::Sort => "M5 3v10M2.5 10.5L5 13l2.5-2.5M11 13V3M8.5 5.5L11 3l2.5 2.5",
            Self::Redirect => "M3 3v4.5A2.5 2.5 0 0 0 5.5 10H13M10 7l3 3-3 3",
            Self::Broken => {
                "M6.5 11.5l-1 1a2.5 2.5 0 0 1-3.5-3.5l2-2M9.5 4.5l1-1A2.5 2.5 0 0 1 14 7l-2 2M3 3l1.5 1.5M13 13l-1.5-1.5"
            }
            Self::Lock => {
                "M4.5 7.5h7a1 1 0 0 1 1 1v4a1 1 0 0 1-1 1h-7a1 1 0 0 1-1-1v-4a1 1 0 0 1 1-1zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5"
            }
            Self::Pulse => "M1.5 8h3l2-4.5 3 9 2-4.5h3",
        }
    }

    /// Whether it points in the direction of reading.
    const fn points(self) -> bool {
        matches!(self, Self::Next | Self::Arrow | Self::Reply)
    }
}

/// An icon beside words, or in a button that has a label: it says nothing of its own.
pub fn icon(icon: Icon) -> impl IntoView {
    view! {
        <svg class="i" class:flip=icon.points() viewBox="0 0 16 16" aria-hidden="true">
            <path d=icon.path()></path>
        </svg>
    }
}

/// The same in the colour of the state around it.
pub fn state_icon(icon: Icon) -> impl IntoView {
    view! {
        <svg class="i state" viewBox="0 0 16 16" aria-hidden="true">
            <path d=icon.path()></path>
        </svg>
    }
}

/// The product's own picture: a ring and a link through it.
pub fn logo() -> impl IntoView {
    const GROUND: &str = "#1f4bd0";
    const RING: &str = "#fff";
    const BAR: &str = "#ffc94d";
    // From the back to the front; what is in front has an edge in the ground's colour.
    const LINES: [(&str, &str, u32); 5] = [
        ("M67 64a29 29 0 1 1-58 0 29 29 0 0 1 58 0z", RING, 14),
        (BAR_LINE, GROUND, 23),
        (BAR_LINE, BAR, 14),
        ("M54.63 40.24A29 29 0 0 1 65.25 53.6", GROUND, 23),
        ("M51.62 38.35A29 29 0 0 1 66.9 61.47", RING, 14),
    ];
    const BAR_LINE: &str = "M66.5 48.5h37a15.5 15.5 0 0 1 0 31h-37a15.5 15.5 0 0 1 0-31z";
    let lines = LINES
        .map(|(line, colour, width)| {
            view! { <path d=line stroke=colour stroke-width=width.to_string()></path> }
        })
        .collect_view();
    view! {
        <svg class="logo" viewBox="0 0 128 128" aria-hidden="true">
            <rect width="128" height="128" rx="28" fill=GROUND></rect>
            <g transform="rotate(45 64 64)" fill="none">
                {lines}
            </g>
        </svg>
    }
}
