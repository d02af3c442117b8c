namespace Survey.Api.Mails;

/// <param name="Count">Number of all mails that match.</param>
/// <param name="Page">From 1.</param>
public sealed record MailList(string Search, int Count, int Page, IReadOnlyList<MailEntry> Entries)
{
    private const int PerPage = 50;

    public int Pages => Math.Max(1, (Count + PerPage - 1) / PerPage);

    public string Address(int page) => $"/mail?search={Uri.EscapeDataString(Search)}&page={page}";

    /// <summary>Opens only the files of the page, unless there is a search. A missing page becomes the nearest one.</summary>
    /// <param name="search">Part of a recipient or subject; empty: all.</param>
    internal static MailList Of(MailFolder folder, string search, int page)
    {
        var names = folder.Names();
        if (search.Length > 0)
        {
            names = [.. folder.Entries(names).Where(entry => entry.Matches(search)).Select(entry => entry.Name)];
        }
        var list = new MailList(search, names.Count, page, []);
        var at = Math.Clamp(page, 1, list.Pages);
        return list with { Page = at, Entries = [.. folder.Entries(names.Skip((at - 1) * PerPage).Take(PerPage))] };
    }
}
