//! Agreements from text: pasted or from a file, JSON or a table. Good rows are imported, of each bad
//! one every error is named.

use serde_json::{Map, Value, json};

use super::{Agreement, Preset, RelTerm};
use crate::document::fold;
use crate::import::table::{Table, TableRow};
use crate::reason::{Key, Reason};

/// Most agreements read from one text.
pub const MAX_AGREEMENTS: usize = 5_000;

/// What was read.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Agreements {
    /// The good ones, in order.
    pub taken: Vec<Agreement>,
    /// The bad ones, in order.
    pub refused: Vec<Refused>,
}

/// A row that is no agreement, or only in part understood.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Refused {
    /// The line it begins on in a table, its place in a JSON list; from 1.
    pub row: usize,
    /// Everything that is wrong with it.
    pub faults: Vec<Reason>,
}

impl Agreements {
    /// Reads JSON (an agreement or a list of them) or a table whose first row names its columns;
    /// see [`COLUMNS`]. Besides an agreement's own fields both know `preset`.
    pub fn read(text: &str) -> Self {
        let text = text.trim_start_matches('\u{feff}').trim_start();
        let read = if text.is_empty() {
            Self::refused(1, Key::FaultEmpty.into())
        } else if text.starts_with(['{', '[']) {
            Self::of_json(text)
        } else {
            Self::of_table(text)
        };
        if read.taken.is_empty() && read.refused.is_empty() {
            return Self::refused(1, Key::FaultEmpty.into());
        }
        read
    }

    fn refused(row: usize, fault: Reason) -> Self {
        let mut read = Self::default();
        read.refuse(row, vec![fault]);
        read
    }

    fn refuse(&mut self, row: usize, faults: Vec<Reason>) {
        self.refused.push(Refused { row, faults });
    }

    fn add(&mut self, row: usize, agreement: Result<Agreement, Vec<Reason>>) {
        match agreement {
            Ok(agreement) => self.taken.push(agreement),
            Err(faults) => self.refuse(row, faults),
        }
    }

    fn of_json(text: &str) -> Self {
        let values = match serde_json::from_str(text) {
            Ok(Value::Array(values)) => values,
            Ok(value) => vec![value],
            Err(error) => {
                let fault = Reason::new(Key::FaultJson, [error.to_string()]);
                return Self::refused(error.line().max(1), fault);
            }
        };
        let mut read = Self::default();
        for (row, value) in (1..).zip(values) {
            if row > MAX_AGREEMENTS {
                read.refuse(row, vec![too_many()]);
                break;
            }
            read.add(row, of_value(value));
        }
        read
    }

    fn of_table(text: &str) -> Self {
        let mut read = Self::default();
        let mut rows = Table::rows_of(text).into_iter();
        let head = match rows.next() {
            Some(Ok(head)) => head,
            Some(Err(bad)) => return Self::refused(bad.line, Key::FaultQuote.into()),
            None => return read,
        };
        let columns: Vec<Option<Column>> = head.fields.iter().map(|name| column(name)).collect();
        let unknown: Vec<Reason> = head
            .fields
            .iter()
            .zip(&columns)
            .filter(|(name, column)| column.is_none() && !name.is_empty())
            .map(|(name, _)| Reason::new(Key::FaultField, [name.clone()]))
            .collect();
        if !unknown.is_empty() {
            read.refuse(head.line, unknown);
        }
        for (count, row) in (1..).zip(rows) {
            match row {
                Ok(row) if count > MAX_AGREEMENTS => {
                    read.refuse(row.line, vec![too_many()]);
                    break;
                }
                Ok(row) => read.add(row.line, of_row(&columns, &row)),
                Err(bad) => read.refuse(bad.line, vec![Key::FaultQuote.into()]),
            }
        }
        read
    }
}

fn too_many() -> Reason {
    Reason::new(Key::FaultRows, [MAX_AGREEMENTS.to_string()])
}

/// Reads one agreement and names every field that can't be read.
fn of_value(value: Value) -> Result<Agreement, Vec<Reason>> {
    let mut fields = match value {
        Value::Object(fields) => fields,
        Value::String(target) => return Agreement::for_target(&target),
        other => return Err(vec![bad_value("agreement", &other, "expected an object")]),
    };
    let preset = match fields.remove("preset").map(serde_json::from_value) {
        None => Preset::FollowedEditorial,
        Some(Ok(preset)) => preset,
        Some(Err(error)) => {
            return Err(vec![bad_value("preset", &Value::Null, &error.to_string())]);
        }
    };
    let faults: Vec<Reason> = fields
        .iter()
        .flat_map(|(name, value)| faults_of(name, value))
        .collect();
    if !faults.is_empty() {
        return Err(faults);
    }
    let read = merged(preset, fields)
        .map_err(|error| vec![bad_value("agreement", &Value::Null, &error)])?;
    read.checked()
}

/// The preset's terms with the fields over them.
fn merged(preset: Preset, fields: Map<String, Value>) -> Result<Agreement, String> {
    let mut all = serde_json::to_value(preset.terms()).map_err(|error| error.to_string())?;
    if let Value::Object(terms) = &mut all {
        for (alias, name) in [("target", "targets"), ("region", "regions")] {
            if fields.contains_key(alias) {
                terms.remove(name);
            }
        }
        terms.extend(fields);
    }
    serde_json::from_value(all).map_err(|error| error.to_string())
}

/// What is wrong with one field: of a list, with each of its values.
fn faults_of(name: &str, value: &Value) -> Vec<Reason> {
    let alone = |value: &Value| {
        let fields: Map<String, Value> = [(name.to_owned(), value.clone())].into_iter().collect();
        serde_json::from_value::<Agreement>(Value::Object(fields)).err()
    };
    let fault = |value: &Value| {
        let error = alone(value)?.to_string();
        Some(
            if error.starts_with("unknown field") && error.contains(&format!("`{name}`")) {
                Reason::new(Key::FaultField, [name.to_owned()])
            } else {
                bad_value(name, value, &error)
            },
        )
    };
    match value {
        Value::Array(values) => {
            let each: Vec<Reason> = values
                .iter()
                .filter_map(|value| fault(&json!([value])))
                .collect();
            if each.is_empty() {
                fault(value).into_iter().collect()
            } else {
                each
            }
        }
        value => fault(value).into_iter().collect(),
    }
}

fn bad_value(field: &str, value: &Value, error: &str) -> Reason {
    let value = match value {
        Value::Array(values) if values.len() == 1 => values.first().unwrap_or(value),
        other => other,
    };
    let values = [field.to_owned(), value.to_string(), error.to_owned()];
    Reason::new(Key::FaultValue, values)
}

/// What a column of a table holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Column {
    /// Text, to this field.
    Text(&'static str),
    /// A number, to this field.
    Number(&'static str),
    /// Yes or no, to this field.
    Flag(&'static str),
    /// A list, to this field.
    List(&'static str),
    /// Target addresses.
    Targets,
    /// How near links must come to all of them.
    Match,
    /// The anchor text, to this form of the term.
    Anchor(&'static str),
    /// `followed`, `any`, or marks that are allowed.
    Rel,
    /// Marks that are required.
    RelRequired,
    /// Whether links must be seen: yes, no, or `in_source`.
    Visible,
}

/// The columns a table may have, by their names; case, spaces and underscores do not count.
const COLUMNS: &[(&str, Column)] = &[
    ("name", Column::Text("name")),
    ("page", Column::Text("page")),
    ("url", Column::Text("page")),
    ("preset", Column::Text("preset")),
    ("target", Column::Targets),
    ("targets", Column::Targets),
    ("targeturl", Column::Targets),
    ("match", Column::Match),
    ("links", Column::Number("links")),
    ("anchor", Column::Anchor("exact")),
    ("anchortext", Column::Anchor("exact")),
    ("anchorcontains", Column::Anchor("contains")),
    ("anchorkind", Column::Anchor("kind")),
    ("rel", Column::Rel),
    ("relrequired", Column::RelRequired),
    ("region", Column::List("regions")),
    ("regions", Column::List("regions")),
    ("visible", Column::Visible),
    ("direct", Column::Flag("direct")),
    ("indexable", Column::Flag("indexable")),
    ("canonical", Column::Flag("canonical")),
    ("mostoutbound", Column::Number("mostOutbound")),
    ("disclosure", Column::Text("disclosure")),
    ("language", Column::Text("language")),
    ("author", Column::Text("author")),
];

fn column(name: &str) -> Option<Column> {
    let plain: String = fold(name).chars().filter(|c| c.is_alphanumeric()).collect();
    let row = COLUMNS.iter().find(|(known, _)| *known == plain);
    row.map(|(_, column)| *column)
}

/// Reads one row: its cells become fields as JSON has them. An empty cell leaves the default.
fn of_row(columns: &[Option<Column>], row: &TableRow) -> Result<Agreement, Vec<Reason>> {
    if row.fields.len() != columns.len() {
        let values = [row.fields.len().to_string(), columns.len().to_string()];
        return Err(vec![Reason::new(Key::FaultCells, values)]);
    }
    let mut fields = Map::new();
    let mut mode = None;
    let mut rel: Option<RelTerm> = None;
    for (column, cell) in columns.iter().zip(&row.fields) {
        let (Some(column), false) = (column, cell.is_empty()) else {
            continue;
        };
        let (field, value) = match *column {
            Column::Text(field) => (field, json!(cell)),
            Column::Number(field) => (
                field,
                cell.parse::<usize>().map_or(json!(cell), |n| json!(n)),
            ),
            Column::Flag(field) => (field, flag(cell).map_or(json!(cell), |yes| json!(yes))),
            Column::List(field) => (field, json!(words(cell).collect::<Vec<_>>())),
            Column::Targets => (
                "targets",
                json!(
                    cell.split(['|', ' ', '\n'])
                        .filter(|part| !part.is_empty())
                        .collect::<Vec<_>>()
                ),
            ),
            Column::Anchor("kind") => {
                ("anchor", json!({ "kind": words(cell).collect::<Vec<_>>() }))
            }
            Column::Anchor(form) => ("anchor", json!({ form: cell })),
            Column::Visible => (
                "visible",
                match flag(cell) {
                    Some(true) => json!("on_screen"),
                    Some(false) => json!("any"),
                    None => json!(cell),
                },
            ),
            Column::Match => {
                mode = Some(cell);
                continue;
            }
            Column::Rel => {
                let read = RelTerm::from_words(words(cell));
                let term = rel.get_or_insert_default();
                (term.followed, term.allowed) = (read.followed, read.allowed);
                continue;
            }
            Column::RelRequired => {
                rel.get_or_insert_default().required = words(cell).map(str::to_owned).collect();
                continue;
            }
        };
        fields.insert(field.to_owned(), value);
    }
    if let (Some(mode), Some(Value::Array(targets))) = (mode, fields.get_mut("targets")) {
        for target in targets {
            *target = json!({ "url": target, "match": mode });
        }
    }
    if let Some(rel) = rel {
        fields.insert("rel".to_owned(), json!(rel));
    }
    of_value(Value::Object(fields))
}

/// Words of a cell that holds a list.
fn words(cell: &str) -> impl Iterator<Item = &str> {
    cell.split([',', ';', '|', ' ', '\n'])
        .filter(|word| !word.is_empty())
}

/// Yes or no, as spreadsheets write it.
fn flag(cell: &str) -> Option<bool> {
    match cell.to_ascii_lowercase().as_str() {
        "yes" | "true" | "1" | "x" => Some(true),
        "no" | "false" | "0" | "-" => Some(false),
        _ => None,
    }
}
