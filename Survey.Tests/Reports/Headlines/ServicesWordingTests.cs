using Survey.Db.Languages;
using Survey.Reports.Headlines;

namespace Survey.Tests.Reports.Headlines;

/// <summary>The sentences about several services in the languages other than English, as their readers would put them.</summary>
public sealed class ServicesWordingTests
{
    [TestCase("fi", "IT hidden", "Vastauksia on vielä liian vähän kertomaan, miten palvelut toimivat.")]
    [TestCase("fi", "IT weak", "Palvelussa ”Help: IT → Sales” on heikko vaihe: ”Getting in touch” (2,1).")]
    [TestCase(
        "fi",
        "IT weak; HR weak",
        "2 palvelussa on heikkoja vaiheita, ennen kaikkea palvelussa ”Help: HR → Sales”: ”Getting in touch” (2,1)."
    )]
    [TestCase("fi", "IT missed", "Palvelu ”Help: IT → Sales” ei täytä jotakin lupaustaan.")]
    [TestCase("fi", "IT missed; HR", "2 palvelusta 1 ei täytä jotakin lupaustaan: ”Help: IT → Sales”.")]
    [TestCase("fi", "IT missed; HR deep", "2 palvelusta 2 ei täytä jotakin lupaustaan, selvimmin ”Help: HR → Sales”.")]
    [TestCase("fi", "IT missed; HR missed", "2 palvelusta 2 ei täytä jotakin lupaustaan, muun muassa ”Help: IT → Sales”.")]
    [TestCase("fi", "IT better; HR worse", "Palveluja, joiden arvio on selvästi parempi kuin ennen: 1; selvästi heikompi: 1.")]
    [TestCase("fi", "IT worse", "Palvelun ”Help: IT → Sales” arvio on selvästi heikompi kuin ennen.")]
    [TestCase("fi", "IT worst; HR worse", "2 palvelun arvio on selvästi heikompi kuin ennen, eniten muuttui ”Help: IT → Sales”.")]
    [TestCase("fi", "IT worse; HR worse", "2 palvelun arvio on selvästi heikompi kuin ennen, muun muassa palvelun ”Help: IT → Sales”.")]
    [TestCase("fi", "IT better", "Palvelun ”Help: IT → Sales” arvio on selvästi parempi kuin ennen.")]
    [TestCase("fi", "IT best; HR better", "2 palvelun arvio on selvästi parempi kuin ennen, eniten muuttui ”Help: IT → Sales”.")]
    [TestCase("fi", "IT better; HR better", "2 palvelun arvio on selvästi parempi kuin ennen, muun muassa palvelun ”Help: IT → Sales”.")]
    [TestCase("fi", "IT fine", "Yksikään palvelu ei jätä lupauksiaan selvästi täyttämättä, sikäli kuin vastauksia on riittävästi.")]
    [TestCase("fi", "IT same", "Minkään palvelun arvio ei ole selvästi muuttunut aiemmasta.")]
    [TestCase("fi", "IT", "Kokonaisarvio on 3,5 asteikolla 1–5 (95\u00A0%:n luottamusväli 3,3–3,7).")]
    [TestCase("et", "IT hidden", "Vastuseid on veel liiga vähe, et öelda, kui hästi teenused toimivad.")]
    [TestCase("et", "IT weak", "Teenusel „Help: IT → Sales“ on nõrk etapp: „Getting in touch“ (2,1).")]
    [TestCase("et", "IT weak; HR weak", "2 teenusel on nõrku etappe, eelkõige teenusel „Help: HR → Sales“: „Getting in touch“ (2,1).")]
    [TestCase("et", "IT missed", "Teenus „Help: IT → Sales“ ei täida mõnda oma lubadust.")]
    [TestCase("et", "IT missed; HR", "2 teenusest 1 ei täida mõnda oma lubadust: „Help: IT → Sales“.")]
    [TestCase("et", "IT missed; HR deep", "2 teenusest 2 ei täida mõnda oma lubadust, eelkõige „Help: HR → Sales“.")]
    [TestCase("et", "IT missed; HR missed", "2 teenusest 2 ei täida mõnda oma lubadust, muu hulgas „Help: IT → Sales“.")]
    [TestCase("et", "IT better; HR worse", "Teenuseid, mille hinnang on selgelt kõrgem kui varem: 1; selgelt madalam: 1.")]
    [TestCase("et", "IT worse", "Teenus „Help: IT → Sales“ on saanud selgelt madalama hinnangu kui varem.")]
    [TestCase("et", "IT worst; HR worse", "2 teenust on saanud selgelt madalama hinnangu kui varem, kõige enam muutus „Help: IT → Sales“.")]
    [TestCase("et", "IT worse; HR worse", "2 teenust on saanud selgelt madalama hinnangu kui varem, muu hulgas „Help: IT → Sales“.")]
    [TestCase("et", "IT better", "Teenus „Help: IT → Sales“ on saanud selgelt kõrgema hinnangu kui varem.")]
    [TestCase("et", "IT best; HR better", "2 teenust on saanud selgelt kõrgema hinnangu kui varem, kõige enam muutus „Help: IT → Sales“.")]
    [TestCase("et", "IT better; HR better", "2 teenust on saanud selgelt kõrgema hinnangu kui varem, muu hulgas „Help: IT → Sales“.")]
    [TestCase("et", "IT fine", "Ükski teenus ei jäta lubadust selgelt täitmata, niivõrd kui vastuseid on piisavalt.")]
    [TestCase("et", "IT same", "Ükski teenus ei ole saanud varasemast selgelt kõrgemat ega madalamat hinnangut.")]
    [TestCase("et", "IT", "Üldhinnang on 3,5 skaalal 1–5 (95% usaldusvahemik 3,3–3,7).")]
    [TestCase("pl", "IT hidden", "Odpowiedzi jest jeszcze za mało, aby powiedzieć, jak działają usługi.")]
    [TestCase("pl", "IT weak", "Usługa „Help: IT → Sales” ma słaby krok: „Getting in touch” (2,1).")]
    [TestCase("pl", "IT weak; HR weak", "2 usługi mają słabe kroki, przede wszystkim „Help: HR → Sales”: „Getting in touch” (2,1).")]
    [TestCase("pl", "IT missed", "Usługa „Help: IT → Sales” nie dotrzymuje którejś z obietnic.")]
    [TestCase("pl", "IT missed; HR", "1 z 2 usług nie dotrzymuje którejś z obietnic: „Help: IT → Sales”.")]
    [TestCase("pl", "IT missed; HR deep", "2 z 2 usług nie dotrzymują którejś z obietnic, przede wszystkim „Help: HR → Sales”.")]
    [TestCase("pl", "IT missed; HR missed", "2 z 2 usług nie dotrzymują którejś z obietnic, między innymi „Help: IT → Sales”.")]
    [TestCase(
        "pl",
        "A deep; B missed; C missed; D missed; E missed",
        "5 z 5 usług nie dotrzymuje którejś z obietnic, przede wszystkim „Help: A → Sales”."
    )]
    [TestCase("pl", "IT better; HR worse", "Usługi ocenione wyraźnie wyżej niż poprzednio: 1; wyraźnie niżej: 1.")]
    [TestCase("pl", "IT worse", "Usługa „Help: IT → Sales” jest oceniana wyraźnie niżej niż poprzednio.")]
    [TestCase("pl", "IT worst; HR worse", "2 usługi oceniono wyraźnie niżej niż poprzednio, przede wszystkim: „Help: IT → Sales”.")]
    [TestCase("pl", "IT worse; HR worse", "2 usługi oceniono wyraźnie niżej niż poprzednio, między innymi: „Help: IT → Sales”.")]
    [TestCase(
        "pl",
        "A worst; B worse; C worse; D worse; E worse",
        "5 usług oceniono wyraźnie niżej niż poprzednio, przede wszystkim: „Help: A → Sales”."
    )]
    [TestCase("pl", "IT better", "Usługa „Help: IT → Sales” jest oceniana wyraźnie wyżej niż poprzednio.")]
    [TestCase("pl", "IT best; HR better", "2 usługi oceniono wyraźnie wyżej niż poprzednio, przede wszystkim: „Help: IT → Sales”.")]
    [TestCase("pl", "IT better; HR better", "2 usługi oceniono wyraźnie wyżej niż poprzednio, między innymi: „Help: IT → Sales”.")]
    [TestCase(
        "pl",
        "A best; B better; C better; D better; E better",
        "5 usług oceniono wyraźnie wyżej niż poprzednio, przede wszystkim: „Help: A → Sales”."
    )]
    [TestCase("pl", "IT fine", "Żadna usługa nie łamie wyraźnie obietnicy, o ile odpowiedzi wystarczają, by to ocenić.")]
    [TestCase("pl", "IT same", "Żadnej usługi nie oceniono wyraźnie wyżej ani niżej niż poprzednio.")]
    [TestCase("pl", "IT", "Ocena ogólna wynosi 3,5 w skali od 1 do 5 (przedział ufności 95%: 3,3–3,7).")]
    [TestCase("fr", "IT hidden", "Il n’y a pas encore assez de réponses pour dire comment fonctionnent les services.")]
    [TestCase(
        "fr",
        "IT weak",
        "Le service «\u00A0Help\u00A0: IT → Sales\u00A0» a une étape faible\u00A0: «\u00A0Getting in touch\u00A0» (2,1)."
    )]
    [TestCase("fr", "IT missed", "Le service «\u00A0Help\u00A0: IT → Sales\u00A0» manque à une promesse.")]
    [TestCase("fr", "IT missed; HR", "1 service sur 2 manque à une promesse\u00A0: «\u00A0Help\u00A0: IT → Sales\u00A0».")]
    [TestCase("fr", "IT missed; HR deep", "2 services sur 2 manquent à une promesse, surtout «\u00A0Help\u00A0: HR → Sales\u00A0».")]
    [TestCase("fr", "IT missed; HR missed", "2 services sur 2 manquent à une promesse, entre autres «\u00A0Help\u00A0: IT → Sales\u00A0».")]
    [TestCase("fr", "IT better; HR worse", "Services nettement mieux notés qu’avant\u00A0: 1\u202F; nettement moins bien\u00A0: 1.")]
    [TestCase("fr", "IT worse", "Le service «\u00A0Help\u00A0: IT → Sales\u00A0» est nettement moins bien noté qu’avant.")]
    [TestCase(
        "fr",
        "IT worst; HR worse",
        "2 services sont nettement moins bien notés qu’avant, surtout «\u00A0Help\u00A0: IT → Sales\u00A0»."
    )]
    [TestCase(
        "fr",
        "IT worse; HR worse",
        "2 services sont nettement moins bien notés qu’avant, entre autres «\u00A0Help\u00A0: IT → Sales\u00A0»."
    )]
    [TestCase("fr", "IT better", "Le service «\u00A0Help\u00A0: IT → Sales\u00A0» est nettement mieux noté qu’avant.")]
    [TestCase("fr", "IT best; HR better", "2 services sont nettement mieux notés qu’avant, surtout «\u00A0Help\u00A0: IT → Sales\u00A0».")]
    [TestCase(
        "fr",
        "IT better; HR better",
        "2 services sont nettement mieux notés qu’avant, entre autres «\u00A0Help\u00A0: IT → Sales\u00A0»."
    )]
    [TestCase("fr", "IT fine", "Aucun service ne manque clairement à une promesse, pour autant que les réponses suffisent à en juger.")]
    [TestCase("fr", "IT same", "Aucun service n’est nettement mieux ou moins bien noté qu’avant.")]
    [TestCase("fr", "IT", "La note globale est de 3,5 sur une échelle de 1 à 5 (intervalle de confiance à 95\u202F%\u00A0: 3,3–3,7).")]
    public void The_title_is_a_natural_sentence(string code, string services, string title) =>
        Assert.That(OrganisationHeadline.Of(Services.Organisation(services), Language.Of(code)).Title, Is.EqualTo(title));
}
