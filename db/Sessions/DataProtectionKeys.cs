using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Survey.Db.Sessions;

/// <summary>Keys of form tokens, in Postgres so that all nodes accept each other's forms.</summary>
public sealed class DataProtectionKeys(Database database) : IXmlRepository
{
    // The framework's interface is synchronous. It is called at start and when a key is renewed, every 90 days.
    public IReadOnlyCollection<XElement> GetAllElements() => ReadAsync().GetAwaiter().GetResult();

    public void StoreElement(XElement element, string friendlyName) => WriteAsync(element, friendlyName).GetAwaiter().GetResult();

    private async Task<IReadOnlyCollection<XElement>> ReadAsync()
    {
        await using var connection = await database.OpenAsync();
        var texts = await connection.ListAsync<string>("select xml from data_protection_key", null, default);
        return [.. texts.Select(text => XElement.Parse(text))];
    }

    private async Task WriteAsync(XElement element, string name)
    {
        await using var connection = await database.OpenAsync();
        await connection.RunAsync(
            """
            insert into data_protection_key (name, xml) values (@name, @xml)
            on conflict (name) do update set xml = excluded.xml
            """,
            new { name, xml = element.ToString(SaveOptions.DisableFormatting) },
            default
        );
    }
}
