using System.Data;
using System.Reflection;
using System.Text;
using Dapper;
using Npgsql;
using Npgsql.Internal;
using Npgsql.Internal.Postgres;

namespace Survey.Db;

// Npgsql marks its own extension points as experimental. Dapper's type handlers are no alternative: Dapper ignores them for enums.
#pragma warning disable NPG9001

/// <summary>Reads and writes enums as text: in rows, COPY and parameters of Npgsql. Parameters of Dapper need Text().</summary>
internal sealed class EnumColumns : PgTypeInfoResolverFactory
{
    public static void AddTo(NpgsqlDataSourceBuilder builder) => builder.AddTypeInfoResolverFactory(new EnumColumns());

    /// <summary>Makes Dapper leave the enums of rows to Npgsql. Otherwise it would parse the names of members.</summary>
    /// <remarks>Not if a row is nothing but an enum: such a row needs a record, too.</remarks>
    public static void Register(Assembly assembly)
    {
        foreach (var type in assembly.GetTypes().Where(type => type.IsEnum))
        {
            SqlMapper.AddTypeMap(type, DbType.Object, useGetFieldValue: true);
            SqlMapper.AddTypeMap(typeof(Nullable<>).MakeGenericType(type), DbType.Object, useGetFieldValue: true);
        }
    }

    public override IPgTypeInfoResolver CreateResolver() => new Resolver();

    public override IPgTypeInfoResolver? CreateArrayResolver() => null;

    private sealed class Resolver : IPgTypeInfoResolver
    {
        private static readonly DataTypeName Text = new("pg_catalog.text");

        public PgTypeInfo? GetTypeInfo(Type? type, DataTypeName? dataTypeName, PgSerializerOptions options) =>
            type is { IsEnum: true } && (dataTypeName is null || dataTypeName == Text)
                ? new PgTypeInfo(options, Converter(type), Text)
                : null;

        private static PgConverter Converter(Type type) =>
            (PgConverter)Activator.CreateInstance(typeof(EnumConverter<>).MakeGenericType(type))!;
    }

    private sealed class EnumConverter<T> : PgBufferedConverter<T>
        where T : struct, Enum
    {
        public override bool CanConvert(DataFormat format, out BufferRequirements bufferRequirements)
        {
            bufferRequirements = BufferRequirements.Value;
            return format is DataFormat.Binary or DataFormat.Text;
        }

        public override Size GetSize(SizeContext context, T value, ref object? writeState) => Encoding.UTF8.GetByteCount(value.Text());

        protected override T ReadCore(PgReader reader) =>
            EnumText.Parse<T>(Encoding.UTF8.GetString(reader.ReadBytes(reader.CurrentRemaining)));

        protected override void WriteCore(PgWriter writer, T value) => writer.WriteBytes(Encoding.UTF8.GetBytes(value.Text()));
    }
}
