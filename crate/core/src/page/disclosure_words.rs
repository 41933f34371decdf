//! Words that disclose payment, a guest or affiliate links, by language, folded, separated by `|`.

use serde::{Deserialize, Serialize};

use Form::{Anywhere, Label, Opening, Statement};
use Nature::{Affiliate, Guest, Paid};

/// What is disclosed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Nature {
    /// An advertiser paid for the page.
    Paid,
    /// A guest wrote it.
    Guest,
    /// It holds affiliate links.
    Affiliate,
}

/// Where a phrase must be to count as a disclosure.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Form {
    /// It is all its block says, or what the block begins with before a sign.
    Label,
    /// Its block begins with it.
    Opening,
    /// Anywhere near the title.
    Statement,
    /// Anywhere.
    Anywhere,
}

/// One language's words of one nature and form.
pub(super) struct Phrase {
    pub(super) language: &'static str,
    pub(super) nature: Nature,
    pub(super) form: Form,
    pub(super) phrases: &'static str,
}

const fn row(language: &'static str, nature: Nature, form: Form, phrases: &'static str) -> Phrase {
    Phrase {
        language,
        nature,
        form,
        phrases,
    }
}

/// All words.
#[rustfmt::skip]
pub(super) const DISCLOSURES: &[Phrase] = &[
    row("en", Paid, Label, concat!(
        "sponsored|sponsored post|sponsored content|sponsored article|sponsored story|",
        "sponsored feature|sponsored video|sponsored listing|sponsored review|sponsor content|",
        "sponsor message|paid post|paid content|paid article|paid partnership|paid promotion|",
        "paid program|paid advertisement|paid placement|advertorial|promoted|promoted content|",
        "promoted post|promoted story|partner content|partnered content|branded content|",
        "brand content|advertiser content|advertisement feature|special advertising section|",
        "in paid partnership|commercial content",
    )),
    row("en", Paid, Opening, concat!(
        "sponsored by|paid for by|brought to you by|in partnership with|in paid partnership with|",
        "paid partnership with|paid promotion by|promoted by|presented by|advertorial by|",
        "partner content by|sponsored content by|sponsored content from|a message from our sponsor",
    )),
    row("en", Paid, Statement, concat!(
        "this post is sponsored|this article is sponsored|this video is sponsored|",
        "this content is sponsored|this story is sponsored|this page is sponsored|",
        "this post was sponsored|this article was sponsored|this post has been sponsored|",
        "this article has been sponsored|this is a sponsored|this is a paid|this is an advertorial|",
        "this is paid content|this post is a paid|this article is a paid|this post was paid for|",
        "this article was paid for|this article is brought to you by|this post is brought to you by|",
        "this story is brought to you by|this post was written in partnership with|",
        "this article was written in partnership with|created in partnership with|",
        "produced in partnership with|published in partnership with|this content was paid for|",
        "i was compensated for this|we were compensated for this|i was paid to write|",
        "we were paid to write|this post contains sponsored links|",
        "this article contains sponsored links",
    )),
    row("en", Guest, Label, concat!(
        "guest post|guest article|guest blog|guest blog post|guest author|guest contribution|",
        "guest contributor|guest column|guest writer|contributed content|contributed article|",
        "contributed post|contributor content",
    )),
    row("en", Guest, Opening, concat!(
        "guest post by|guest post from|guest article by|guest blog by|guest contribution by|",
        "guest author|contributed by|this is a guest post|this is a guest article|a guest post by|",
        "a guest post from|the following is a guest post",
    )),
    row("en", Guest, Statement, concat!(
        "this is a guest post|this is a guest article|this guest post|this guest article|",
        "this is a contributed|this post was contributed by|this article was contributed by|",
        "the following is a guest post|the following guest post",
    )),
    row("en", Affiliate, Label, "affiliate links|affiliate disclosure|affiliate link|contains affiliate links"),
    row("en", Affiliate, Anywhere, concat!(
        "may earn a commission|may earn a small commission|may earn commission|may earn commissions|",
        "may earn an affiliate commission|may earn affiliate commissions|may receive a commission|",
        "may receive a small commission|may receive an affiliate commission|may get a commission|",
        "may get a small commission|may make a commission|we earn a commission|",
        "we earn a small commission|we earn commission|we earn commissions|",
        "we earn an affiliate commission|we earn affiliate commissions|we receive a commission|",
        "we receive a small commission|we receive an affiliate commission|we get a commission|",
        "we get a small commission|we make a commission|i earn a commission|",
        "i earn a small commission|i earn commission|i earn commissions|",
        "i earn an affiliate commission|i earn affiliate commissions|i receive a commission|",
        "i receive a small commission|i receive an affiliate commission|i get a commission|",
        "i get a small commission|i make a commission|might earn a commission|",
        "might earn a small commission|might earn commission|might earn commissions|",
        "might earn an affiliate commission|might earn affiliate commissions|",
        "might receive a commission|might receive a small commission|",
        "might receive an affiliate commission|might get a commission|might get a small commission|",
        "might make a commission|will earn a commission|will earn a small commission|",
        "will earn commission|will earn commissions|will earn an affiliate commission|",
        "will earn affiliate commissions|will receive a commission|will receive a small commission|",
        "will receive an affiliate commission|will get a commission|will get a small commission|",
        "will make a commission|we'll earn a commission|we'll earn a small commission|",
        "we'll earn commission|we'll earn commissions|we'll earn an affiliate commission|",
        "we'll earn affiliate commissions|we'll receive a commission|",
        "we'll receive a small commission|we'll receive an affiliate commission|",
        "we'll get a commission|we'll get a small commission|we'll make a commission|",
        "i'll earn a commission|i'll earn a small commission|i'll earn commission|",
        "i'll earn commissions|i'll earn an affiliate commission|i'll earn affiliate commissions|",
        "i'll receive a commission|i'll receive a small commission|",
        "i'll receive an affiliate commission|i'll get a commission|i'll get a small commission|",
        "i'll make a commission|could earn a commission|could earn a small commission|",
        "could earn commission|could earn commissions|could earn an affiliate commission|",
        "could earn affiliate commissions|could receive a commission|",
        "could receive a small commission|could receive an affiliate commission|",
        "could get a commission|could get a small commission|could make a commission|",
        "we also earn a commission|we also earn a small commission|we also earn commission|",
        "we also earn commissions|we also earn an affiliate commission|",
        "we also earn affiliate commissions|we also receive a commission|",
        "we also receive a small commission|we also receive an affiliate commission|",
        "we also get a commission|we also get a small commission|we also make a commission|",
        "contains affiliate links|contain affiliate links|includes affiliate links|",
        "include affiliate links|are affiliate links|use affiliate links|uses affiliate links|",
        "with affiliate links|via affiliate links|as an amazon associate|",
        "amazon services llc associates program|affiliate advertising program|",
        "earn from qualifying purchases",
    )),
    row("de", Paid, Label, concat!(
        "anzeige|werbung|sponsored|advertorial|gesponsert|gesponserter beitrag|gesponserter artikel|",
        "gesponserter inhalt|bezahlter beitrag|bezahlte partnerschaft|bezahlter inhalt|",
        "bezahlte werbung|werbebeitrag|sonderveröffentlichung|in kooperation|",
        "anzeigensonderveröffentlichung|verlagssonderveröffentlichung",
    )),
    row("de", Paid, Opening, concat!(
        "gesponsert von|in kooperation mit|in zusammenarbeit mit|präsentiert von|werbung für|",
        "anzeige:|werbung:|eine anzeige von|bezahlte partnerschaft mit|in partnerschaft mit",
    )),
    row("de", Paid, Statement, concat!(
        "dieser beitrag ist gesponsert|dieser artikel ist gesponsert|",
        "dieser beitrag wurde gesponsert|dieser artikel wurde gesponsert|",
        "dieser beitrag enthält werbung|dieser artikel enthält werbung|",
        "dieser beitrag entstand in kooperation|dieser artikel entstand in kooperation|",
        "dies ist ein gesponserter|dies ist eine anzeige|enthält bezahlte werbung",
    )),
    row("de", Guest, Label, "gastbeitrag|gastartikel|gastautor|gastautorin|gastkommentar"),
    row("de", Guest, Opening, concat!(
        "gastbeitrag von|ein gastbeitrag von|gastartikel von|ein gastartikel von|gastautor|",
        "gastautorin",
    )),
    row("de", Guest, Statement, "dies ist ein gastbeitrag|dies ist ein gastartikel|dieser gastbeitrag"),
    row("de", Affiliate, Label, "affiliate-links|affiliate-link|werbelinks|enthält affiliate-links"),
    row("de", Affiliate, Anywhere, concat!(
        "affiliate-link|affiliate-links|affiliate links|affiliatelinks|provisions-links|",
        "provisionslinks|erhalten wir eine provision|erhalte ich eine provision|",
        "bekommen wir eine provision|als amazon-partner|partnerlinks|partner-links",
    )),
    row("es", Paid, Label, concat!(
        "patrocinado|contenido patrocinado|post patrocinado|artículo patrocinado|publicidad|",
        "publirreportaje|contenido de marca|contenido promocionado|promocionado|",
        "publicación patrocinada|colaboración pagada",
    )),
    row("es", Paid, Opening, concat!(
        "patrocinado por|ofrecido por|en colaboración con|contenido ofrecido por|",
        "colaboración pagada con|presentado por",
    )),
    row("es", Paid, Statement, concat!(
        "este artículo está patrocinado|este post está patrocinado|este contenido está patrocinado|",
        "este artículo ha sido patrocinado|este es un artículo patrocinado|",
        "este es un post patrocinado",
    )),
    row("es", Guest, Label, "artículo invitado|post invitado|autor invitado|firma invitada"),
    row("es", Guest, Opening, "artículo invitado de|post invitado de|autor invitado|firma invitada"),
    row("es", Guest, Statement, "este es un artículo invitado|este es un post invitado"),
    row("es", Affiliate, Label, "enlaces de afiliado|enlaces de afiliados"),
    row("es", Affiliate, Anywhere, concat!(
        "enlaces de afiliado|enlaces de afiliados|enlaces de afiliación|enlaces afiliados|",
        "enlace de afiliado|recibir una comisión|ganar una comisión|llevarnos una comisión|",
        "como afiliado de amazon",
    )),
    row("fr", Paid, Label, concat!(
        "sponsorisé|article sponsorisé|contenu sponsorisé|billet sponsorisé|post sponsorisé|",
        "publi-rédactionnel|publirédactionnel|publicité|publireportage|publi-reportage|partenariat|",
        "partenariat rémunéré|contenu partenaire|article partenaire|collaboration commerciale|",
        "en partenariat",
    )),
    row("fr", Paid, Opening, concat!(
        "sponsorisé par|proposé par|en partenariat avec|article sponsorisé par|contenu proposé par|",
        "en collaboration commerciale avec|présenté par|parrainé par",
    )),
    row("fr", Paid, Statement, concat!(
        "cet article est sponsorisé|cet article a été sponsorisé|",
        "cet article est un publi-rédactionnel|cet article a été rédigé en partenariat|",
        "ceci est un article sponsorisé|article réalisé en partenariat avec",
    )),
    row("fr", Guest, Label, "article invité|auteur invité|billet invité"),
    row("fr", Guest, Opening, "article invité|un article invité de|auteur invité|tribune de"),
    row("fr", Guest, Statement, "ceci est un article invité|cet article invité"),
    row("fr", Affiliate, Label, "liens affiliés|liens d'affiliation"),
    row("fr", Affiliate, Anywhere, concat!(
        "liens affiliés|liens d'affiliation|lien affilié|lien d'affiliation|",
        "percevoir une commission|toucher une commission|recevoir une commission|partenaire amazon",
    )),
    row("it", Paid, Label, concat!(
        "sponsorizzato|contenuto sponsorizzato|articolo sponsorizzato|post sponsorizzato|pubblicità|",
        "pubbliredazionale|redazionale|informazione pubblicitaria|messaggio pubblicitario|",
        "contenuto promozionale|in collaborazione",
    )),
    row("it", Paid, Opening, "sponsorizzato da|in collaborazione con|offerto da|contenuto sponsorizzato da|presentato da"),
    row("it", Paid, Statement, concat!(
        "questo articolo è sponsorizzato|questo post è sponsorizzato|",
        "questo è un articolo sponsorizzato|questo contenuto è sponsorizzato",
    )),
    row("it", Guest, Label, "guest post|articolo ospite|autore ospite"),
    row("it", Guest, Opening, "guest post di|articolo ospite di"),
    row("it", Guest, Statement, "questo è un guest post"),
    row("it", Affiliate, Label, "link di affiliazione|link affiliati"),
    row("it", Affiliate, Anywhere, concat!(
        "link di affiliazione|link affiliati|link affiliato|ricevere una commissione|",
        "guadagnare una commissione|affiliato amazon",
    )),
    row("pt", Paid, Label, concat!(
        "patrocinado|conteúdo patrocinado|post patrocinado|artigo patrocinado|publieditorial|",
        "publipost|publicidade|informe publicitário|conteúdo de marca|conteúdo pago|parceria paga|",
        "publi",
    )),
    row("pt", Paid, Opening, concat!(
        "patrocinado por|oferecido por|em parceria com|conteúdo patrocinado por|parceria paga com|",
        "apresentado por|oferecimento",
    )),
    row("pt", Paid, Statement, concat!(
        "este artigo é patrocinado|este post é patrocinado|este conteúdo é patrocinado|",
        "este é um post patrocinado|este é um artigo patrocinado",
    )),
    row("pt", Guest, Label, "artigo convidado|autor convidado|guest post|post convidado"),
    row("pt", Guest, Opening, "artigo convidado de|guest post de|autor convidado"),
    row("pt", Guest, Statement, "este é um guest post|este é um artigo convidado"),
    row("pt", Affiliate, Label, "links de afiliados|links de afiliado"),
    row("pt", Affiliate, Anywhere, concat!(
        "links de afiliado|links de afiliados|link de afiliado|links afiliados|receber uma comissão|",
        "ganhar uma comissão|recebemos uma comissão|associado da amazon",
    )),
    row("nl", Paid, Label, concat!(
        "gesponsord|gesponsorde post|gesponsord artikel|gesponsorde content|gesponsord bericht|",
        "advertorial|advertentie|betaalde samenwerking|betaalde content|partnerbijdrage|",
        "partnercontent|branded content|ingezonden mededeling",
    )),
    row("nl", Paid, Opening, concat!(
        "gesponsord door|in samenwerking met|mogelijk gemaakt door|aangeboden door|",
        "betaalde samenwerking met|dit is een advertorial",
    )),
    row("nl", Paid, Statement, concat!(
        "dit artikel is gesponsord|deze post is gesponsord|dit bericht is gesponsord|",
        "dit is een gesponsord|dit is een advertorial",
    )),
    row("nl", Guest, Label, "gastblog|gastbijdrage|gastartikel|gastauteur|gastcolumn"),
    row("nl", Guest, Opening, "gastblog van|gastblog door|gastbijdrage van|gastartikel van|een gastblog van"),
    row("nl", Guest, Statement, "dit is een gastblog|deze gastblog|dit is een gastartikel"),
    row("nl", Affiliate, Label, "affiliate links|affiliatelinks"),
    row("nl", Affiliate, Anywhere, concat!(
        "affiliate links|affiliate link|affiliatelinks|affiliate-links|ontvangen wij een commissie|",
        "een commissie ontvangen|ontvangen we een commissie|krijgen wij een commissie",
    )),
    row("pl", Paid, Label, concat!(
        "artykuł sponsorowany|materiał sponsorowany|sponsorowane|sponsorowany|wpis sponsorowany|",
        "reklama|materiał partnera|materiał promocyjny|materiał reklamowy|płatna współpraca|",
        "współpraca reklamowa|tekst sponsorowany|artykuł partnerski|materiał partnerski",
    )),
    row("pl", Paid, Opening, concat!(
        "sponsorowane przez|materiał powstał we współpracy z|artykuł powstał we współpracy z|",
        "we współpracy z|materiał sponsorowany przez|partnerem materiału jest|",
        "partnerem artykułu jest",
    )),
    row("pl", Paid, Statement, concat!(
        "ten artykuł jest sponsorowany|wpis jest sponsorowany|to jest artykuł sponsorowany|",
        "artykuł jest sponsorowany",
    )),
    row("pl", Guest, Label, "wpis gościnny|artykuł gościnny|autor gościnny"),
    row("pl", Guest, Opening, "wpis gościnny|artykuł gościnny|gościnny wpis"),
    row("pl", Guest, Statement, "to jest wpis gościnny"),
    row("pl", Affiliate, Label, "linki afiliacyjne"),
    row("pl", Affiliate, Anywhere, concat!(
        "linki afiliacyjne|link afiliacyjny|linków afiliacyjnych|linki partnerskie|",
        "otrzymać prowizję|otrzymujemy prowizję",
    )),
    row("sv", Paid, Label, concat!(
        "annons|sponsrad|sponsrat|sponsrat inlägg|sponsrat innehåll|betalt samarbete|reklam|",
        "i samarbete|kommersiellt samarbete",
    )),
    row("sv", Paid, Opening, "sponsrat av|i betalt samarbete med|i samarbete med|annons från|reklam för"),
    row("sv", Paid, Statement, "detta inlägg är sponsrat|inlägget är sponsrat|artikeln är sponsrad"),
    row("sv", Guest, Label, "gästinlägg|gästblogg|gästkrönika"),
    row("sv", Guest, Opening, "gästinlägg av|gästblogg av"),
    row("sv", Guest, Statement, "detta är ett gästinlägg"),
    row("sv", Affiliate, Label, "reklamlänkar|affiliatelänkar"),
    row("sv", Affiliate, Anywhere, "affiliatelänkar|annonslänkar|reklamlänkar|adlänkar"),
    row("ru", Paid, Label, concat!(
        "реклама|на правах рекламы|партнёрский материал|партнерский материал|спонсорский материал|",
        "промо|спецпроект",
    )),
    row("ru", Paid, Opening, "на правах рекламы|реклама.|реклама:|при поддержке|партнёрский материал|спонсор материала"),
    row("ru", Paid, Statement, concat!(
        "материал подготовлен при поддержке|это рекламный материал|",
        "статья опубликована на правах рекламы",
    )),
    row("ru", Guest, Label, "гостевой пост|гостевая статья"),
    row("ru", Guest, Opening, "гостевой пост|гостевая статья"),
    row("ru", Guest, Statement, "это гостевой пост"),
    row("ru", Affiliate, Label, "партнёрские ссылки"),
    row("ru", Affiliate, Anywhere, "партнёрские ссылки|партнерские ссылки|партнёрских ссылок|партнерских ссылок"),
    row("ja", Paid, Label, concat!(
        "pr|広告|記事広告|タイアップ|タイアップ記事|タイアップ広告|スポンサード|スポンサー|sponsored|ad|提供|プロモーション|pr記事|広告記事|企画広告|広告企画|",
        "スポンサー記事",
    )),
    row("ja", Paid, Opening, "提供:|提供/|sponsored by|協賛:|【pr】|[pr]|pr:|提供元"),
    row("ja", Paid, Statement, concat!(
        "本記事は広告|この記事は広告|この記事は提供|本記事はタイアップ|本記事は提供|プロモーションを含みます|プロモーションが含まれています|広告が含まれています|広告を含みます|",
        "この記事はpr|本記事はpr",
    )),
    row("ja", Guest, Label, "寄稿|寄稿記事|ゲスト記事|ゲスト投稿"),
    row("ja", Guest, Opening, "寄稿:|寄稿者"),
    row("ja", Guest, Statement, "この記事は寄稿"),
    row("ja", Affiliate, Label, "アフィリエイト広告"),
    row("ja", Affiliate, Anywhere, "アフィリエイト広告を利用|アフィリエイトリンク|アフィリエイトプログラム|アフィリエイトを利用|アフィリエイト広告"),
    row("zh", Paid, Label, "广告|廣告|赞助|贊助|推广|推廣|赞助内容|贊助內容|业配|業配|广编特辑|廣編特輯|合作推广|广告合作"),
    row("zh", Paid, Opening, "赞助商|贊助商|本文由|【广告】|【廣告】|广告:"),
    row("zh", Paid, Statement, "本文为广告|本文為廣告|本文为赞助|本文為贊助|本文系广告|本文由赞助"),
    row("zh", Guest, Label, "来稿|客座文章|特邀作者|特約作者"),
    row("zh", Guest, Statement, "本文为投稿|本文為投稿"),
    row("zh", Affiliate, Label, "联盟链接"),
    row("zh", Affiliate, Anywhere, "联盟链接|聯盟連結|返利链接|分润链接|分潤連結"),
    row("ko", Paid, Label, "광고|협찬|유료광고|유료 광고|스폰서|제작지원|광고 포함|유료 광고 포함|pr"),
    row("ko", Paid, Opening, "협찬:|광고:|제공:|스폰서:"),
    row("ko", Paid, Statement, "이 글은 광고|이 글은 협찬|소정의 원고료를|원고료를 지급받아|원고료를 제공받아|제품을 제공받아|유료 광고를 포함"),
    row("ko", Guest, Label, "기고|기고문|객원 기자"),
    row("ko", Guest, Opening, "기고:"),
    row("ko", Affiliate, Label, "제휴 링크"),
    row("ko", Affiliate, Anywhere, "제휴 링크|수수료를 제공받|쿠팡 파트너스 활동|일정액의 수수료를"),
];

/// Words before a phrase that turn it round, folded, with the spaces around them.
#[rustfmt::skip]
pub(super) const NEGATIONS: &[&str] = &[
    " not ", "n't ", "n't been ", " never ", " no ", " nor ", " without ", " neither ", " none ",
    " nicht ", " kein ", " keine ", " keinen ", " ohne ", " no es ", " ni ", " sin ", " pas ", " aucun ",
    " sans ", " non ", " senza ", " não ", " sem ", " niet ", " geen ", " zonder ", " nie ",
    " bez ", " inte ", " utan ", " не ", " без ",
];
