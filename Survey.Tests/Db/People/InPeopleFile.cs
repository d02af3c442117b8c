using Survey.Db.Csv;
using Survey.Db.People;
using Survey.Tests.Support;

namespace Survey.Tests.Db.People;

/// <summary>Imports texts as files of people.</summary>
public abstract class InPeopleFile : InSmallOrganisation
{
    protected const string Header = "email,name,unit,language,time_zone,employment\n";
    protected const string WithId = "external_id,email,name,unit,language,time_zone,employment\n";

    protected static string Row(string email, string unit = "IT") => $"{email},Anna Tamm,{unit},en,Europe/Tallinn,permanent\n";

    protected Task<long> IdAsync(string email) => Organisation.OneAsync<long>("select id from person where email = @email", new { email });

    protected Task<ImportCounts> ImportAsync(string text, NamesakePolicy namesakes = NamesakePolicy.Unknown) =>
        Test.ImportAsync(
            (connection, csv, ct) => PersonImport.ImportAsync(connection, csv, namesakes, "test", OpenWave.FirstMonday, ct),
            text
        );

    protected Task<IReadOnlyList<string>> ReasonsAsync(string text, NamesakePolicy namesakes = NamesakePolicy.Unknown) =>
        ImportFile.ReasonsAsync(() => ImportAsync(text, namesakes));
}
