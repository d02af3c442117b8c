using System.Data;
using Dapper;
using Npgsql;
using NpgsqlTypes;
using Survey.Db.Languages;
using Survey.Db.Pulses;

namespace Survey.Db;

internal sealed class InstantHandler : SqlMapper.TypeHandler<DateTimeOffset>
{
    public override void SetValue(IDbDataParameter parameter, DateTimeOffset value) => parameter.Value = value.ToUniversalTime();

    public override DateTimeOffset Parse(object value) =>
        value switch
        {
            DateTimeOffset instant => instant,
            DateTime time => new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc)),
            _ => throw new DataException($"A timestamp was expected, not {value.GetType().Name}."),
        };
}

internal sealed class DateHandler : SqlMapper.TypeHandler<DateOnly>
{
    public override void SetValue(IDbDataParameter parameter, DateOnly value)
    {
        ((NpgsqlParameter)parameter).NpgsqlDbType = NpgsqlDbType.Date;
        parameter.Value = value;
    }

    public override DateOnly Parse(object value) => value is DateOnly date ? date : DateOnly.FromDateTime((DateTime)value);
}

/// <summary>For arrays in positional records.</summary>
internal sealed class ArrayHandler<T> : SqlMapper.TypeHandler<T[]>
{
    public override void SetValue(IDbDataParameter parameter, T[]? value) => parameter.Value = value is null ? DBNull.Value : value;

    public override T[] Parse(object value) => (T[])value;
}

internal sealed class LocalizedTextHandler : SqlMapper.TypeHandler<LocalizedText>
{
    public override void SetValue(IDbDataParameter parameter, LocalizedText? value)
    {
        ((NpgsqlParameter)parameter).NpgsqlDbType = NpgsqlDbType.Jsonb;
        parameter.Value = value is null ? DBNull.Value : value.ToJson();
    }

    public override LocalizedText Parse(object value) => LocalizedText.FromJson((string)value);
}

internal sealed class WaveNameHandler : SqlMapper.TypeHandler<WaveName>
{
    public override void SetValue(IDbDataParameter parameter, WaveName? value) => throw new NotSupportedException();

    public override WaveName Parse(object value) => WaveName.FromJson((string)value);
}
