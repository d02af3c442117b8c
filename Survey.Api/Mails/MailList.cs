namespace Survey.Api.Mails;

/// <summary>One page of the list.</summary>
/// <param name="Count">How many mails match in all.</param>
/// <param name="Page">From 1.</param>
public sealed record MailList(string Search, int Count, int Page, IReadOnlyList<MailEntry> Entries)
{
    private const int PerPage = 50;

    public int Pages => Math.Max(1, (Count + PerPage - 1) / PerPage);

    /// <summary>Of another page of the same search.</summary>
    public string Address(int page) => $"/mail?search={Uri.EscapeDataString(Search)}&page={page}";

    /// <summary>Only the files of the page are opened, unless there is something to search for.</summary>
    /// <param name="search">Part of a recipient or subject; empty: all.</param>
    /// <param name="page">A page that is not there becomes the nearest.</param>
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
