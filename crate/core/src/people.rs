//! Lists of people to write to: Hunter's exports, and any table that names mail addresses.
//!
//! Every person belongs to a domain, by the list's own column, by what the list is imported for, or by
//! the mail address. Good rows are taken; of each other row it is said why not.

use crate::contact::mail_address;
use crate::import::Refused;
use crate::import::table::{Table, TableRow};
use crate::length::{MAX_NAME_CHARS, cut_owned};
use crate::reason::{Key, Reason};
use crate::url::{Url, has_known_suffix, registrable_domain};

/// Most rows read of one list: a user's address book, not a mail shot.
pub const MAX_PEOPLE: usize = 5_000;

/// Somebody on a list. An empty text is unknown.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Listed {
    /// The registrable domain they belong to.
    pub domain: String,
    /// Their mail address, in lower case.
    pub email: String,
    /// Their whole name.
    pub name: String,
    /// The name they are greeted by.
    pub first_name: String,
    /// What they do there.
    pub role: String,
}

/// What was read of a list.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct People {
    /// The good rows, in order, each address once a domain.
    pub taken: Vec<Listed>,
    /// The other rows, in order.
    pub refused: Vec<Refused>,
}

/// What a column holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Column {
    Email,
    First,
    Last,
    Name,
    Role,
    Domain,
}

/// Names of columns in lower case, with spaces for dashes and underscores, the surest first. Hunter's are
/// "Email address", "First name", "Last name", "Job title" or "Position", "Domain name", "Website" and
/// "Company"; the others are what address books in six languages write.
const NAMES: [(Column, &[&str]); 6] = [
    (
        Column::Email,
        &[
            "email address",
            "e mail address",
            "email",
            "e mail",
            "mail",
            "e mail adresse",
            "mailadresse",
            "correo electrónico",
            "correo",
            "adresse e mail",
            "adresse email",
            "adresse électronique",
            "courriel",
            "endereço de e mail",
            "メールアドレス",
            "メール",
            "eメール",
        ],
    ),
    (
        Column::First,
        &[
            "first name",
            "firstname",
            "given name",
            "vorname",
            "nombre de pila",
            "prénom",
            "prenom",
            "primeiro nome",
            "名",
        ],
    ),
    (
        Column::Last,
        &[
            "last name",
            "lastname",
            "family name",
            "surname",
            "nachname",
            "familienname",
            "apellidos",
            "apellido",
            "nom de famille",
            "sobrenome",
            "姓",
        ],
    ),
    (
        Column::Name,
        &[
            "full name",
            "name",
            "contact",
            "contact name",
            "nombre completo",
            "nombre",
            "nom complet",
            "nom",
            "nome completo",
            "nome",
            "氏名",
            "名前",
            "お名前",
        ],
    ),
    (
        Column::Role,
        &[
            "job title",
            "position",
            "role",
            "title",
            "rolle",
            "funktion",
            "cargo",
            "puesto",
            "rol",
            "poste",
            "fonction",
            "rôle",
            "função",
            "役職",
            "肩書き",
            "担当",
        ],
    ),
    (
        Column::Domain,
        &[
            "domain name",
            "domain",
            "website",
            "site",
            "url",
            "company",
            "webseite",
            "firma",
            "dominio",
            "sitio web",
            "empresa",
            "domaine",
            "site web",
            "entreprise",
            "domínio",
            "ドメイン",
            "サイト",
            "会社",
        ],
    ),
];

/// Mail services that anybody has an address at: the address does not say whom its owner works for.
const MAIL_SERVICES: [&str; 24] = [
    "163.com",
    "aol.com",
    "free.fr",
    "gmail.com",
    "gmx.de",
    "gmx.net",
    "googlemail.com",
    "hotmail.com",
    "icloud.com",
    "live.com",
    "mail.ru",
    "me.com",
    "msn.com",
    "orange.fr",
    "outlook.com",
    "proton.me",
    "protonmail.com",
    "qq.com",
    "t-online.de",
    "uol.com.br",
    "web.de",
    "yahoo.co.jp",
    "yahoo.com",
    "yandex.ru",
];

impl People {
    /// Reads a list. `domain` is whom it is imported for, where its own rows do not say.
    pub fn read(text: &str, domain: Option<&str>) -> Self {
        let mut people = Self::default();
        let mut columns = None;
        for (count, row) in Table::rows_of(text).into_iter().enumerate() {
            let row = match row {
                Ok(row) => row,
                Err(bad) => {
                    people.refuse(bad.line, Key::ImportUnreadable.into());
                    continue;
                }
            };
            let Some(columns) = &columns else {
                let (found, is_header) = columns_of(&row);
                if !is_header {
                    people.add(&row, &found, domain);
                }
                columns = Some(found);
                continue;
            };
            if count > MAX_PEOPLE {
                let fault = Reason::new(Key::FaultRows, [MAX_PEOPLE.to_string()]);
                people.refuse(row.line, fault);
                break;
            }
            people.add(&row, columns, domain);
        }
        people
    }

    fn add(&mut self, row: &TableRow, columns: &[Option<Column>], domain: Option<&str>) {
        match person(row, columns, domain) {
            Ok(person) => {
                let same = |one: &Listed| one.email == person.email && one.domain == person.domain;
                if !self.taken.iter().any(same) {
                    self.taken.push(person);
                }
            }
            Err(because) => self.refuse(row.line, because),
        }
    }

    fn refuse(&mut self, line: usize, because: Reason) {
        self.refused.push(Refused { line, because });
    }
}

/// What each column holds by the first row, and whether that row is a header. Without one only the
/// column of the mail addresses is known.
fn columns_of(row: &TableRow) -> (Vec<Option<Column>>, bool) {
    let is_email = |field: &String| mail_address(field).is_some();
    if row.fields.iter().any(is_email) {
        let columns = row.fields.iter();
        let columns = columns.map(|field| is_email(field).then_some(Column::Email));
        return (columns.collect(), false);
    }
    let names: Vec<String> = row.fields.iter().map(|name| plain(name)).collect();
    let mut columns = vec![None; names.len()];
    for (column, known) in NAMES {
        let mut known = known.iter();
        let at = known.find_map(|known| names.iter().position(|name| name == known));
        if let Some(slot) = at.and_then(|at| columns.get_mut(at)) {
            *slot = Some(column);
        }
    }
    halve(&names, &mut columns);
    (columns, true)
}

/// Names of columns that hold the whole name, and beside a column of the other half only theirs: the column
/// beside, and what they hold then.
const HALVES: [(Column, Column, &[&str]); 2] = [
    (Column::Last, Column::First, &["nombre", "nome"]),
    (Column::First, Column::Last, &["nom"]),
];

/// Takes the column of the whole name for the half of it that it is beside the other half.
fn halve(names: &[String], columns: &mut [Option<Column>]) {
    for (beside, half, known) in HALVES {
        if !columns.contains(&Some(beside)) || columns.contains(&Some(half)) {
            continue;
        }
        for (name, column) in names.iter().zip(columns.iter_mut()) {
            if *column == Some(Column::Name) && known.contains(&name.as_str()) {
                *column = Some(half);
            }
        }
    }
}

/// A column's name as the table has it.
fn plain(name: &str) -> String {
    let spaced = name.replace(['-', '_'], " ").to_lowercase();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A row as a person.
fn person(
    row: &TableRow,
    columns: &[Option<Column>],
    domain: Option<&str>,
) -> Result<Listed, Reason> {
    let field = |column| {
        let at = columns.iter().position(|held| *held == Some(column));
        let text = at.and_then(|at| row.fields.get(at));
        let text = text.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
        cut_owned(text.unwrap_or_default(), MAX_NAME_CHARS)
    };
    let written = field(Column::Email);
    let email = mail_address(&written)
        .ok_or_else(|| Reason::new(Key::FaultEmail, [written]))?
        .to_lowercase();
    let (first_name, last) = (field(Column::First), field(Column::Last));
    let whole = field(Column::Name);
    let name = if whole.is_empty() {
        format!("{first_name} {last}").trim().to_owned()
    } else {
        whole
    };
    let domain = domain_of(&field(Column::Domain))
        .or_else(|| domain.map(str::to_owned))
        .or_else(|| domain_of_mail(&email))
        .ok_or_else(|| Reason::new(Key::FaultNoDomain, [email.clone()]))?;
    Ok(Listed {
        domain,
        email,
        name,
        first_name,
        role: field(Column::Role),
    })
}

/// The registrable domain of an address or a host; `None` for anything else, such as a company's name.
pub fn domain_of(text: &str) -> Option<String> {
    let text = text.trim();
    if !text.contains('.') || text.contains(char::is_whitespace) {
        return None;
    }
    let whole = if text.contains("://") {
        Url::parse(text)
    } else {
        Url::parse(&format!("https://{text}"))
    };
    let whole = whole.ok()?;
    let host = whole.host_str().filter(|host| has_known_suffix(host))?;
    registrable_domain(host).map(str::to_owned)
}

/// The domain a mail address belongs to, unless anybody can have one there.
fn domain_of_mail(email: &str) -> Option<String> {
    let (_, host) = email.rsplit_once('@')?;
    let domain = registrable_domain(host)?;
    (!MAIL_SERVICES.contains(&domain)).then(|| domain.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(domain: &str, email: &str, name: &str, first_name: &str, role: &str) -> Listed {
        Listed {
            domain: domain.into(),
            email: email.into(),
            name: name.into(),
            first_name: first_name.into(),
            role: role.into(),
        }
    }

    #[test]
    fn hunters_list_is_read_by_its_own_names() {
        let text = "Domain name,Organization,Email address,Type,Confidence score,First name,Last name,Job title\n\
                    blog.greentea.net,Green Tea,Joan@GreenTea.net,personal,97,Joan,Marsh,Editor\n";
        let read = People::read(text, Some("other.com"));
        let joan = listed(
            "greentea.net",
            "joan@greentea.net",
            "Joan Marsh",
            "Joan",
            "Editor",
        );
        assert_eq!((read.taken, read.refused), (vec![joan], vec![]));
    }

    #[test]
    fn tables_in_six_languages_are_read() {
        for (text, name, first, role) in [
            (
                "E-Mail;Vorname;Nachname;Funktion\na@tee.de;Jana;Weiß;Redaktion",
                "Jana Weiß",
                "Jana",
                "Redaktion",
            ),
            (
                "Correo electrónico,Nombre,Cargo\na@tee.de,Ana Gil,Editora",
                "Ana Gil",
                "",
                "Editora",
            ),
            (
                "Prénom\tNom\tCourriel\tPoste\nZoé\tRoy\ta@tee.de\tRédactrice",
                "Zoé Roy",
                "Zoé",
                "Rédactrice",
            ),
            (
                "Nom,Prénom,Courriel\nRoy,Zoé,a@tee.de",
                "Zoé Roy",
                "Zoé",
                "",
            ),
            (
                "Nom,Nom de famille,Prénom,Courriel\nZoé Roy,Roy,Zoé,a@tee.de",
                "Zoé Roy",
                "Zoé",
                "",
            ),
            (
                "Nom complet,Nom,Prénom,Courriel\nZoé A. Roy,Roy,Zoé,a@tee.de",
                "Zoé A. Roy",
                "Zoé",
                "",
            ),
            (
                "Nombre,Apellidos,Correo\nAna,Gil,a@tee.de",
                "Ana Gil",
                "Ana",
                "",
            ),
            (
                "Nome,Sobrenome,E-mail\nRui,Sá,a@tee.de",
                "Rui Sá",
                "Rui",
                "",
            ),
            (
                "E-mail,Nome,Função\na@tee.de,Rui Sá,Editor",
                "Rui Sá",
                "",
                "Editor",
            ),
            (
                "メールアドレス,氏名,役職\na@tee.de,新井 由紀,編集長",
                "新井 由紀",
                "",
                "編集長",
            ),
            ("e_mail,first_name,role\na@tee.de,Jo,", "Jo", "Jo", ""),
        ] {
            let read = People::read(text, None);
            assert_eq!(
                read.taken,
                [listed("tee.de", "a@tee.de", name, first, role)]
            );
        }
    }

    #[test]
    fn what_is_no_person_is_refused_with_its_line() {
        let text = "email,website\nno mail,tee.de\nann@gmail.com,\nann@gmail.com,https://www.tee.de/x\n\
                    ANN@gmail.com,tee.de\n";
        let read = People::read(text, None);
        assert_eq!(read.taken, [listed("tee.de", "ann@gmail.com", "", "", "")]);
        let refused: Vec<_> = read
            .refused
            .iter()
            .map(|bad| (bad.line, bad.because.key()))
            .collect();
        assert_eq!(refused, [(2, Key::FaultEmail), (3, Key::FaultNoDomain)]);
        let read = People::read("ann@gmail.com\nbob@web.de", Some("tee.de"));
        assert_eq!(read.taken.len(), 2);
    }

    #[test]
    fn of_a_long_list_the_rest_is_not_read() {
        let rows: Vec<String> = (0..=MAX_PEOPLE).map(|at| format!("a{at}@tee.de")).collect();
        let read = People::read(&format!("email\n{}", rows.join("\n")), None);
        assert_eq!((read.taken.len(), read.refused.len()), (MAX_PEOPLE, 1));
    }

    #[test]
    fn a_companys_name_is_no_domain() {
        for (text, domain) in [
            ("Green Tea Inc.", None),
            ("greentea", None),
            ("www.greentea.net", Some("greentea.net")),
            ("https://greentea.net/about", Some("greentea.net")),
            ("co.uk", None),
        ] {
            assert_eq!(domain_of(text).as_deref(), domain, "{text}");
        }
    }
}
