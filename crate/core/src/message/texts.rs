//! The texts messages begin from, for each opportunity type in six languages: data only.
//!
//! Short, naming the place on the page, asking for one thing. They ask for a link, never for a
//! followed one, and offer no payment for it. That about a broken agreement names all that is not as
//! agreed.

use super::Language::{self, De, En, Es, Fr, Ja, PtBr};
use crate::prospect::OpportunityKind::{
    self, BrokenAgreement, BrokenLink, CompetitorLink, LinkedElsewhere, ResourceListing,
    UnlinkedMention,
};

/// A text as it is written here.
pub(super) struct Text {
    pub(super) kind: OpportunityKind,
    pub(super) language: Language,
    pub(super) subject: &'static str,
    pub(super) body: &'static str,
}

const fn text(
    kind: OpportunityKind,
    language: Language,
    subject: &'static str,
    body: &'static str,
) -> Text {
    Text {
        kind,
        language,
        subject,
        body,
    }
}

/// One text for each kind in each language.
pub(super) const TEXTS: &[Text] = &[
    text(
        UnlinkedMention,
        En,
        "Your mention of {my_site} in “{page_title}”",
        "Hi {first_name},

Thank you for mentioning {my_site} in your article “{page_title}” ({page_url}). You write:

“{sentence}”

Would you turn the name into a link, so that your readers find us? This would fit:

{target}

Many thanks and kind regards
{signature}",
    ),
    text(
        UnlinkedMention,
        Es,
        "Tu mención de {my_site} en «{page_title}»",
        "Hola, {first_name}:

Gracias por mencionar {my_site} en tu artículo «{page_title}» ({page_url}). En él escribes:

«{sentence}»

¿Podrías convertir el nombre en un enlace para que tus lectores nos encuentren? Este encajaría:

{target}

Muchas gracias y un saludo,
{signature}",
    ),
    text(
        UnlinkedMention,
        De,
        "Ihre Erwähnung von {my_site} in „{page_title}“",
        "Guten Tag {author},

vielen Dank, dass Sie {my_site} in Ihrem Artikel „{page_title}“ ({page_url}) erwähnen. Sie schreiben:

„{sentence}“

Würden Sie den Namen verlinken, damit Ihre Leserinnen und Leser uns finden? Passend wäre:

{target}

Herzlichen Dank und freundliche Grüße
{signature}",
    ),
    text(
        UnlinkedMention,
        Fr,
        "Votre mention de {my_site} dans « {page_title} »",
        "Bonjour {first_name},

Merci d'avoir cité {my_site} dans votre article « {page_title} » ({page_url}). Vous écrivez :

« {sentence} »

Accepteriez-vous de faire de ce nom un lien, afin que vos lecteurs nous trouvent ? Celui-ci conviendrait :

{target}

Merci beaucoup et bien cordialement,
{signature}",
    ),
    text(
        UnlinkedMention,
        PtBr,
        "Sua menção à {my_site} em “{page_title}”",
        "Olá, {first_name},

Obrigado por mencionar {my_site} no artigo “{page_title}” ({page_url}). O texto diz:

“{sentence}”

Seria possível transformar o nome em um link, para que os leitores nos encontrem? Este se encaixaria bem:

{target}

Muito obrigado e um abraço,
{signature}",
    ),
    text(
        UnlinkedMention,
        Ja,
        "「{page_title}」で{my_site}に触れていただいた件",
        "{author} 様

突然のご連絡失礼いたします。{my_name}と申します。
記事「{page_title}」({page_url})で{my_site}をご紹介いただき、ありがとうございます。

「{sentence}」

読者の方にご覧いただけるよう、名称の部分にリンクを設定していただくことは可能でしょうか。以下のようなリンクを想定しております。

{target}

ご検討いただけますと幸いです。何卒よろしくお願いいたします。
{signature}",
    ),
    text(
        LinkedElsewhere,
        En,
        "The link at {my_site} in “{page_title}”",
        "Hi {first_name},

Thank you for mentioning {my_site} in your article “{page_title}” ({page_url}). You write:

“{sentence}”

The link there leads to {link_now}. Would you point it to our own page instead? This would fit:

{target}

Many thanks and kind regards
{signature}",
    ),
    text(
        LinkedElsewhere,
        Es,
        "El enlace de {my_site} en «{page_title}»",
        "Hola, {first_name}:

Gracias por mencionar {my_site} en tu artículo «{page_title}» ({page_url}). En él escribes:

«{sentence}»

El enlace lleva a {link_now}. ¿Podrías dirigirlo a nuestra propia página? Este encajaría:

{target}

Muchas gracias y un saludo,
{signature}",
    ),
    text(
        LinkedElsewhere,
        De,
        "Der Link bei {my_site} in „{page_title}“",
        "Guten Tag {author},

vielen Dank, dass Sie {my_site} in Ihrem Artikel „{page_title}“ ({page_url}) erwähnen. Sie schreiben:

„{sentence}“

Der Link dort führt zu {link_now}. Würden Sie ihn auf unsere eigene Seite setzen? Passend wäre:

{target}

Herzlichen Dank und freundliche Grüße
{signature}",
    ),
    text(
        LinkedElsewhere,
        Fr,
        "Le lien de {my_site} dans « {page_title} »",
        "Bonjour {first_name},

Merci d'avoir cité {my_site} dans votre article « {page_title} » ({page_url}). Vous écrivez :

« {sentence} »

Le lien mène à {link_now}. Accepteriez-vous de le diriger vers notre propre page ? Celui-ci conviendrait :

{target}

Merci beaucoup et bien cordialement,
{signature}",
    ),
    text(
        LinkedElsewhere,
        PtBr,
        "O link de {my_site} em “{page_title}”",
        "Olá, {first_name},

Obrigado por mencionar {my_site} no artigo “{page_title}” ({page_url}). O texto diz:

“{sentence}”

O link leva a {link_now}. Seria possível apontá-lo para a nossa própria página? Este se encaixaria bem:

{target}

Muito obrigado e um abraço,
{signature}",
    ),
    text(
        LinkedElsewhere,
        Ja,
        "「{page_title}」内の{my_site}のリンク先について",
        "{author} 様

突然のご連絡失礼いたします。{my_name}と申します。
記事「{page_title}」({page_url})で{my_site}をご紹介いただき、ありがとうございます。

「{sentence}」

現在、この箇所のリンク先は {link_now} となっております。弊社のページに変更していただくことは可能でしょうか。以下のようなリンクを想定しております。

{target}

ご検討いただけますと幸いです。何卒よろしくお願いいたします。
{signature}",
    ),
    text(
        BrokenLink,
        En,
        "A broken link in “{page_title}”",
        "Hi {first_name},

I was reading your article “{page_title}” ({page_url}). One of its links leads to a page that is no longer there:

“{sentence}”
{link_now}

We have a page on the same subject that could take its place:

{target}

Many thanks and kind regards
{signature}",
    ),
    text(
        BrokenLink,
        Es,
        "Un enlace roto en «{page_title}»",
        "Hola, {first_name}:

He leído tu artículo «{page_title}» ({page_url}). Uno de sus enlaces lleva a una página que ya no existe:

«{sentence}»
{link_now}

Tenemos una página sobre el mismo tema que podría ocupar su lugar:

{target}

Muchas gracias y un saludo,
{signature}",
    ),
    text(
        BrokenLink,
        De,
        "Ein defekter Link in „{page_title}“",
        "Guten Tag {author},

ich habe Ihren Artikel „{page_title}“ ({page_url}) gelesen. Einer seiner Links führt zu einer Seite, die es nicht mehr gibt:

„{sentence}“
{link_now}

Zum selben Thema haben wir eine Seite, die an ihre Stelle treten könnte:

{target}

Herzlichen Dank und freundliche Grüße
{signature}",
    ),
    text(
        BrokenLink,
        Fr,
        "Un lien mort dans « {page_title} »",
        "Bonjour {first_name},

J'ai lu votre article « {page_title} » ({page_url}). L'un de ses liens mène à une page qui n'existe plus :

« {sentence} »
{link_now}

Nous avons une page sur le même sujet qui pourrait la remplacer :

{target}

Merci beaucoup et bien cordialement,
{signature}",
    ),
    text(
        BrokenLink,
        PtBr,
        "Um link quebrado em “{page_title}”",
        "Olá, {first_name},

Li o seu artigo “{page_title}” ({page_url}). Um dos links leva a uma página que não existe mais:

“{sentence}”
{link_now}

Temos uma página sobre o mesmo assunto que poderia ocupar o lugar dela:

{target}

Muito obrigado e um abraço,
{signature}",
    ),
    text(
        BrokenLink,
        Ja,
        "「{page_title}」のリンク切れについて",
        "{author} 様

突然のご連絡失礼いたします。{my_name}と申します。
記事「{page_title}」({page_url})を拝読しました。リンクの一つが、すでに存在しないページにつながっております。

「{sentence}」
{link_now}

同じテーマのページを弊社でも公開しております: {target}
差し替え先としてご検討いただけますと幸いです。

何卒よろしくお願いいたします。
{signature}",
    ),
    text(
        ResourceListing,
        En,
        "A suggestion for “{page_title}”",
        "Hi {first_name},

I found your list “{page_title}” ({page_url}) useful. One entry that might help your readers is missing: {my_site}.

Would you have a look and, if it fits, add it?

{target}

Many thanks and kind regards
{signature}",
    ),
    text(
        ResourceListing,
        Es,
        "Una sugerencia para «{page_title}»",
        "Hola, {first_name}:

Tu lista «{page_title}» ({page_url}) me ha resultado útil. Falta una entrada que podría servir a tus lectores: {my_site}.

¿Podrías echarle un vistazo y, si encaja, añadirla?

{target}

Muchas gracias y un saludo,
{signature}",
    ),
    text(
        ResourceListing,
        De,
        "Ein Vorschlag für „{page_title}“",
        "Guten Tag {author},

Ihre Liste „{page_title}“ ({page_url}) finde ich nützlich. Ein Eintrag, der Ihren Leserinnen und Lesern helfen könnte, fehlt: {my_site}.

Würden Sie einen Blick darauf werfen und ihn, wenn er passt, aufnehmen?

{target}

Herzlichen Dank und freundliche Grüße
{signature}",
    ),
    text(
        ResourceListing,
        Fr,
        "Une suggestion pour « {page_title} »",
        "Bonjour {first_name},

Votre liste « {page_title} » ({page_url}) m'a été utile. Il y manque une entrée qui pourrait aider vos lecteurs : {my_site}.

Pourriez-vous y jeter un œil et, si elle convient, l'ajouter ?

{target}

Merci beaucoup et bien cordialement,
{signature}",
    ),
    text(
        ResourceListing,
        PtBr,
        "Uma sugestão para “{page_title}”",
        "Olá, {first_name},

A lista “{page_title}” ({page_url}) me foi útil. Falta um item que pode ajudar os leitores: {my_site}.

Você poderia dar uma olhada e, se fizer sentido, incluí-lo?

{target}

Muito obrigado e um abraço,
{signature}",
    ),
    text(
        ResourceListing,
        Ja,
        "「{page_title}」へのご提案",
        "{author} 様

突然のご連絡失礼いたします。{my_name}と申します。
リスト「{page_title}」({page_url})を参考にさせていただきました。読者の方のお役に立てるかと思い、{my_site}をご紹介いたします。

{target}

ご覧いただき、趣旨に合うようでしたら掲載をご検討いただけますと幸いです。何卒よろしくお願いいたします。
{signature}",
    ),
    text(
        CompetitorLink,
        En,
        "A further source for “{page_title}”",
        "Hi {first_name},

In your article “{page_title}” ({page_url}) you write:

“{sentence}”

On the same subject there is also {my_site}: {target}. If you find it useful for your readers, would you add it?

Many thanks and kind regards
{signature}",
    ),
    text(
        CompetitorLink,
        Es,
        "Otra fuente para «{page_title}»",
        "Hola, {first_name}:

En tu artículo «{page_title}» ({page_url}) escribes:

«{sentence}»

Sobre el mismo tema está también {my_site}: {target}. Si te parece útil para tus lectores, ¿podrías añadirlo?

Muchas gracias y un saludo,
{signature}",
    ),
    text(
        CompetitorLink,
        De,
        "Eine weitere Quelle für „{page_title}“",
        "Guten Tag {author},

in Ihrem Artikel „{page_title}“ ({page_url}) schreiben Sie:

„{sentence}“

Zum selben Thema gibt es auch {my_site}: {target}. Wenn Sie das für Ihre Leserinnen und Leser nützlich finden, würden Sie es ergänzen?

Herzlichen Dank und freundliche Grüße
{signature}",
    ),
    text(
        CompetitorLink,
        Fr,
        "Une autre source pour « {page_title} »",
        "Bonjour {first_name},

Dans votre article « {page_title} » ({page_url}), vous écrivez :

« {sentence} »

Sur le même sujet, il y a aussi {my_site} : {target}. Si cela vous semble utile à vos lecteurs, pourriez-vous l'ajouter ?

Merci beaucoup et bien cordialement,
{signature}",
    ),
    text(
        CompetitorLink,
        PtBr,
        "Mais uma fonte para “{page_title}”",
        "Olá, {first_name},

No artigo “{page_title}” ({page_url}), o texto diz:

“{sentence}”

Sobre o mesmo assunto há também {my_site}: {target}. Se achar útil para os leitores, você poderia incluí-lo?

Muito obrigado e um abraço,
{signature}",
    ),
    text(
        CompetitorLink,
        Ja,
        "「{page_title}」の参考情報について",
        "{author} 様

突然のご連絡失礼いたします。{my_name}と申します。
記事「{page_title}」({page_url})を拝読しました。

「{sentence}」

同じテーマについて、{my_site}でも情報を公開しております: {target}
読者の方に役立つとお考えでしたら、追記をご検討いただけますと幸いです。

何卒よろしくお願いいたします。
{signature}",
    ),
    text(
        BrokenAgreement,
        En,
        "The link on “{page_title}”",
        "{greeting}

Thank you for publishing “{page_title}” ({page_url}). I have just looked at the page, and a few things differ from what we agreed:

{points}

{agreed_html}

Could you please change this? Thank you very much for your help.

Best regards,
{signature}",
    ),
    text(
        BrokenAgreement,
        Es,
        "El enlace en «{page_title}»",
        "{greeting}

Gracias por publicar «{page_title}» ({page_url}). Acabo de revisar la página y algunas cosas no coinciden con lo que acordamos:

{points}

{agreed_html}

¿Podrías cambiarlo, por favor? Muchas gracias por tu ayuda.

Un saludo,
{signature}",
    ),
    text(
        BrokenAgreement,
        De,
        "Der Link auf „{page_title}“",
        "{greeting}

vielen Dank für die Veröffentlichung von „{page_title}“ ({page_url}). Ich habe mir die Seite eben angesehen; einiges weicht von unserer Absprache ab:

{points}

{agreed_html}

Könnten Sie das bitte ändern? Vielen Dank für Ihre Hilfe.

Mit freundlichen Grüßen
{signature}",
    ),
    text(
        BrokenAgreement,
        Fr,
        "Le lien sur « {page_title} »",
        "{greeting}

Merci d’avoir publié « {page_title} » ({page_url}). Je viens de consulter la page et certains points diffèrent de ce que nous avions convenu :

{points}

{agreed_html}

Pourriez-vous corriger cela, s’il vous plaît ? Merci beaucoup pour votre aide.

Bien cordialement,
{signature}",
    ),
    text(
        BrokenAgreement,
        PtBr,
        "O link em “{page_title}”",
        "{greeting}

Obrigado por publicar “{page_title}” ({page_url}). Acabei de ver a página e alguns pontos diferem do que combinamos:

{points}

{agreed_html}

Você poderia ajustar isso, por favor? Muito obrigado pela ajuda.

Atenciosamente,
{signature}",
    ),
    text(
        BrokenAgreement,
        Ja,
        "「{page_title}」のリンクについて",
        "{greeting}

「{page_title}」（{page_url}）を公開していただき、ありがとうございます。ページを確認したところ、お約束の内容と異なる点がございました。

{points}

{agreed_html}

お手数ですが、修正していただけますでしょうか。どうぞよろしくお願いいたします。

{signature}",
    ),
];
