//! Whether an address is a user's page on a site of many users.

use super::Url;

/// Segments of paths that a user's name comes after, on forums and communities.
const SEGMENTS: &[&str] = &[
    "u",
    "user",
    "users",
    "member",
    "members",
    "profile",
    "profiles",
    "profil",
    "people",
    "usuario",
    "usuarios",
    "utilisateur",
    "utilisateurs",
    "membre",
    "membres",
    "mitglied",
    "mitglieder",
    "benutzer",
];

/// Scripts and the pages of wikis that show a user.
const PAGES: &[&str] = &["memberlist.php", "member.php", "profile.php"];

/// Whether an address shows a user: `/users/12/acme`, `/@acme`, `/member.php?u=12`.
pub fn is_user_page(url: &Url) -> bool {
    let Some(segments) = url.path_segments() else {
        return false;
    };
    let mut of_users = false;
    for segment in segments.filter(|segment| !segment.is_empty()) {
        let lower = segment.to_ascii_lowercase();
        // What follows the word is whose page it is; the word alone is a list of users.
        if of_users
            || lower.starts_with('@')
            || lower.starts_with("user:")
            || (PAGES.contains(&lower.as_str()) && url.query().is_some())
        {
            return true;
        }
        of_users = SEGMENTS.contains(&lower.as_str());
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn users_pages_are_told_by_their_address() {
        for (url, user) in [
            ("https://forum.example/users/12/acme", true),
            ("https://forum.example/u/acme", true),
            ("https://forum.example/@acme", true),
            ("https://forum.example/member.php?u=12", true),
            ("https://wiki.example/wiki/User:Acme", true),
            ("https://forum.example/community/Members/acme.12/", true),
            ("https://forum.example/users", false),
            ("https://forum.example/t/12/acme", false),
            ("https://forum.example/tools/user-guide", false),
            ("mailto:user/acme", false),
        ] {
            assert_eq!(is_user_page(&Url::parse(url).unwrap()), user, "{url}");
        }
    }
}
