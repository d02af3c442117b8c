using System.Globalization;
using Survey.Api.Forms;
using Survey.Db;
using Survey.Db.People;
using Survey.Db.Uploads;

namespace Survey.Api.Uploads;

/// <summary>Each field of ours is a form field: the number of a column, or "=value" for all rows.</summary>
internal static class UploadColumnsForm
{
    /// <summary>Columns beyond ours that are read, too: the steps of earlier answers.</summary>
    public const string Others = "others";

    /// <summary>Among the defaults of an upload: departments that do not exist yet are made.</summary>
    public const string UnitsChoice = StoredUpload.NewUnits + "=" + CheckField.Yes;

    /// <summary>As recognised. What people's files rarely have is proposed for all rows.</summary>
    public static FormEntries Of(StoredUpload upload, string language, IReadOnlyList<string> zones)
    {
        var entries = FormEntries.Empty;
        foreach (var name in UploadFields.All(upload.Kind))
        {
            var index = Array.IndexOf(upload.Fields, name);
            entries = entries.With(
                name,
                index >= 0 ? Number(index)
                    : upload.Default(name) is { Length: > 0 } value ? "=" + value
                    : Proposed(upload.Kind, name, language, zones)
            );
        }
        entries = entries.With(StoredUpload.NewUnits, upload.AddsUnits ? CheckField.Yes : null);
        return entries.With(
            Others,
            upload.Fields.Index().Where(column => IsOther(upload.Kind, column.Item)).Select(column => Number(column.Index))
        );
    }

    private static string Proposed(UploadKind kind, string name, string language, IReadOnlyList<string> zones) =>
        (kind, name) switch
        {
            (UploadKind.People, "language") => "=" + language,
            (UploadKind.People, "time_zone") when zones.Count > 0 => "=" + zones[0],
            (UploadKind.People, "employment") => "=" + Employment.Permanent.Text(),
            _ => "",
        };

    public static StoredUpload Read(StoredUpload upload, FormEntries entries)
    {
        var fields = upload.Headings.Select(_ => "").ToArray();
        foreach (var index in entries.All(Others).Select(Index).Where(index => index >= 0 && index < fields.Length))
        {
            fields[index] = upload.Headings[index];
        }
        var defaults = new List<string>();
        foreach (var name in UploadFields.All(upload.Kind))
        {
            if (entries[name] is ['=', .. var value] && UploadFields.WithDefault(upload.Kind).Contains(name))
            {
                defaults.Add($"{name}={value}");
            }
            else if (Index(entries[name]) is var index && index >= 0 && index < fields.Length)
            {
                fields[index] = name;
            }
        }
        if (upload.Kind == UploadKind.People && entries[StoredUpload.NewUnits] == CheckField.Yes)
        {
            defaults.Add(UnitsChoice);
        }
        return upload with { Fields = fields, Defaults = [.. defaults] };
    }

    public static IReadOnlyList<Problem> Check(StoredUpload chosen, FormEntries entries)
    {
        var problems = chosen.Missing.Where(name => entries[name].Length == 0).Select(name => Problem(name, "needed")).ToList();
        var columns = UploadFields.All(chosen.Kind).Where(name => Index(entries[name]) >= 0).ToList();
        problems.AddRange(
            columns.GroupBy(name => entries[name]).SelectMany(column => column.Skip(1)).Select(name => Problem(name, "taken"))
        );
        return problems;
    }

    public static string Number(int index) => index.ToString(CultureInfo.InvariantCulture);

    public static bool IsOther(UploadKind kind, string field) => field.Length > 0 && !UploadFields.All(kind).Contains(field);

    private static int Index(string entry) =>
        int.TryParse(entry, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : -1;

    private static Problem Problem(string name, string reason) => new(null, name, new($"problems.upload.{reason}"));
}
