using System.Collections.Frozen;

namespace Survey.Db.Uploads;

/// <summary>What other programs call a column, in English, Finnish, Estonian, Polish and French.</summary>
internal static class Synonyms
{
    private static readonly FrozenDictionary<string, FrozenSet<string>> Words = new Dictionary<string, string>
    {
        ["email"] =
            "mail, e-mail address, work email, business email, sähköposti, sähköpostiosoite, työsähköposti, e-post, e-posti aadress, "
            + "meil, meiliaadress, adres e-mail, poczta, poczta elektroniczna, adresse e-mail, courriel, adresse électronique, mél",
        ["name"] =
            "full name, display name, employee name, employee, person, nimi, koko nimi, työntekijä, henkilö, täisnimi, töötaja, "
            + "imię i nazwisko, nazwisko i imię, pracownik, nom, nom complet, nom et prénom, prénom et nom, salarié, collaborateur",
        ["unit"] =
            "department, dept, team, division, unit code, cost centre, osasto, yksikkö, tiimi, osakond, üksus, meeskond, dział, "
            + "jednostka, zespół, departament, service, département, équipe, unité, direction",
        ["language"] = "lang, preferred language, kieli, asiointikieli, keel, suhtluskeel, język, langue",
        ["time_zone"] = "timezone, tz, aikavyöhyke, ajavöönd, strefa czasowa, fuseau horaire",
        ["employment"] =
            "employment type, contract type, employment kind, työsuhde, työsuhteen tyyppi, töösuhe, töösuhte liik, "
            + "rodzaj umowy, forma zatrudnienia, zatrudnienie, type de contrat, contrat, statut",
        ["active_from"] =
            "start date, hire date, from, first day, aloituspäivä, alkaen, alkupäivä, algus, alguskuupäev, tööle asumine, "
            + "data zatrudnienia, od, początek, date d'entrée, date d'embauche, début",
        ["active_to"] =
            "end date, leaving date, to, last day, päättymispäivä, loppupäivä, lõpp, lõppkuupäev, viimane tööpäev, "
            + "data zwolnienia, do, koniec, date de sortie, date de départ, fin",
        ["external_id"] =
            "id, employee id, employee number, personnel number, staff id, henkilönumero, työntekijänumero, isikukood, "
            + "töötaja number, töötaja id, numer pracownika, nr pracownika, matricule, numéro de salarié",
        ["code"] = "unit code, service code, id, koodi, tunnus, kood, kod, code du service",
        ["kind"] = "type, laji, tyyppi, liik, tüüp, rodzaj, typ, genre",
        ["parent"] = "parent unit, belongs to, reports to, above, yläyksikkö, ülemüksus, kuulub, jednostka nadrzędna, rattaché à, parent",
        ["lead_email"] =
            "lead, manager, manager email, head, esihenkilö, esimies, päällikkö, juht, juhi e-post, kierownik, przełożony, "
            + "responsable, manager, chef",
        ["provider"] = "from, serves, palvelun tarjoaja, tarjoaja, tuottaja, pakkuja, teenuse pakkuja, dostawca, fournisseur, prestataire",
        ["customer"] = "to, for, client, asiakas, klient, odbiorca, bénéficiaire",
        ["journey"] = "kind of service, process, palvelun laji, teenuse liik, rodzaj usługi, type de service, parcours",
        ["owner_email"] = "owner, omistaja, vastuuhenkilö, omanik, vastutaja, właściciel, propriétaire, responsable",
        ["country"] = "country code, maa, maakoodi, riik, riigikood, kraj, pays",
        ["date"] = "day, päivä, päivämäärä, pvm, kuupäev, päev, data, dzień, jour",
        ["wave"] = "survey, round, kysely, kierros, küsitlus, voor, badanie, enquête, vague",
        ["closed_on"] = "closed, end date, päättyi, lõppes, zakończono, clôture, date de clôture",
        ["relationship"] = "service, palvelu, teenus, usługa",
        ["overall"] = "overall rating, rating, score, arvosana, hinnang, hinne, ocena, ocena ogólna, note, note globale",
        ["comment"] = "comments, kommentti, kommentaar, komentarz, commentaire",
        ["customers"] = "invited, asiakkaita, kliente, klienci, clients",
    }.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.Split(',').Select(Plain).ToFrozenSet());

    private static readonly string[] Tongues = ["fi", "et", "pl", "fr"];

    /// <summary>In the form of <see cref="Plain"/>.</summary>
    public static IReadOnlyCollection<string> Of(UploadKind kind, string field) =>
        field.StartsWith("name_", StringComparison.Ordinal)
            ? [.. Tongues.Where(tongue => field == "name_" + tongue).SelectMany(tongue => (string[])["name" + tongue, "nimi" + tongue])]
        : field == "name" && kind != UploadKind.People ? [.. Words[field], .. Words["unit"]]
        : Words.TryGetValue(field, out var words) ? words
        : [];

    /// <summary>Lower case, letters and digits only: "E-mail" and "e_mail" are the same word.</summary>
    public static string Plain(string heading) => string.Concat(heading.ToLowerInvariant().Where(char.IsLetterOrDigit));
}
