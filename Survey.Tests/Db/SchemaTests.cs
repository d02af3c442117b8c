using Survey.Db;
using Survey.Tests.Support;

namespace Survey.Tests.Db;

public sealed class SchemaTests
{
    [Test]
    public async Task The_picture_of_the_schema_is_fresh()
    {
        await using var test = await TestDatabase.CreateAsync();
        await using var connection = await test.Database.OpenAsync();
        var file = Path.Combine(Repository.Root, "db", "schema.sql");

        var picture = await SchemaPicture.DrawAsync(connection);

        if (Environment.GetEnvironmentVariable("SURVEY_WRITE_SCHEMA") == "1")
        {
            await File.WriteAllTextAsync(file, picture);
        }
        Assert.That(await File.ReadAllTextAsync(file), Is.EqualTo(picture), "Renew it: SURVEY_WRITE_SCHEMA=1 make test");
    }
}
