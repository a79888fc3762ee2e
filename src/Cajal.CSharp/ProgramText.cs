using System.Globalization;
using System.Text;

namespace Cajal.CSharp;

/// <summary>The whole file: what it says when it is run, how it reads a row, Predict, the functions it calls, what it keeps.</summary>
internal sealed class ProgramText(CSharpExportOptions options, string file, ProgramBody body, Tensor[] inputs, IReadOnlyList<Tensor> outputs, string answer)
{
    private const int LettersInLine = 160;

    private readonly StringBuilder text = new();

    private bool ReadsRows => inputs.Length == 1 && outputs.Count == 1 && outputs[0].DType == DType.Float32;

    /// <inheritdoc/>
    public override string ToString()
    {
        Head();
        text.Append("/// <summary>The network.</summary>\npublic static class Network\n{\n");
        string predict = Predict();
        if (ReadsRows) new RowReading(options, inputs[0]).Write(text);
        text.Append(predict);
        foreach (string helper in HelperLibrary.For(predict)) text.Append('\n').Append(helper).Append('\n');
        Kept();
        text.Append("}\n");
        return text.ToString();
    }

    private void Head()
    {
        text.Append(string.Create(CultureInfo.InvariantCulture, $"""
            #:property PublishAot=false
            // {OneLine(options.Title)}, written by Cajal as a program that stands alone: dotnet run {OneLine(file)}
            // It reads {string.Join(", ", inputs.Select(x => $"{x.DType} {x.Shape}"))} and answers {string.Join(", ", outputs.Select(y => $"{y.DType} {y.Shape}"))}; arrays hold their numbers row by row.
            #nullable enable
            using System;
            using System.Collections.Generic;
            using System.Globalization;
            using System.IO;
            using System.Linq;
            using System.Numerics;
            using System.Runtime.InteropServices;


            """).ReplaceLineEndings("\n"));
        text.Append(ReadsRows ? RowReading.Main(file) : $"Console.WriteLine({Literal.Text($"Call Network.Predict: {file} has several inputs or outputs.")});\n\n");
    }

    private string Predict()
    {
        string Type(Tensor x) => Literal.TypeName(x.DType) + "[]";
        string result = outputs.Count == 1 ? Type(outputs[0]) : $"({string.Join(", ", outputs.Select(Type))})";
        var predict = new StringBuilder();
        predict.Append(CultureInfo.InvariantCulture, $"    /// <summary>{string.Join(", ", inputs.Select(x => x.Shape))} → {string.Join(", ", outputs.Select(y => y.Shape))}</summary>\n");
        predict.Append(CultureInfo.InvariantCulture, $"    public static {result} Predict({string.Join(", ", inputs.Select((x, i) => $"{Type(x)} {ProgramBody.InputName(inputs, i)}"))})\n    {{\n");
        for (int i = 0; i < inputs.Length; i++)
        {
            string name = ProgramBody.InputName(inputs, i);
            predict.Append(CultureInfo.InvariantCulture, $"        if ({name}.Length != {inputs[i].Count}) throw new ArgumentException($\"{inputs[i].Count} numbers were expected; received {{{name}.Length}}.\");\n");
        }
        foreach (string line in body.Lines) predict.Append("        ").Append(line).Append('\n');
        predict.Append(CultureInfo.InvariantCulture, $"        return {answer};\n    }}\n");
        return predict.ToString();
    }

    private void Kept()
    {
        byte[] bytes = body.Constants.Bytes;
        if (bytes.Length > 0)
        {
            text.Append("\n    private static readonly byte[] Weights = ").Append(options.WeightsBeside ? Beside(bytes.Length) : Inside(bytes));
            text.Append("\n    private static T[] Stored<T>(int at, int count) where T : struct => MemoryMarshal.Cast<byte, T>(Weights.AsSpan(at))[..count].ToArray();\n");
        }
        if (body.Constants.Fields.Count > 0) text.Append('\n');
        foreach (string field in body.Constants.Fields) text.Append("    ").Append(field).Append('\n');
    }

    private static string Inside(byte[] bytes)
    {
        string letters = Convert.ToBase64String(bytes);
        var lines = new StringBuilder("Convert.FromBase64String(System.Text.Encoding.ASCII.GetString(\"\"\"\n");
        for (int at = 0; at < letters.Length; at += LettersInLine) lines.Append("        ").Append(letters.AsSpan(at, Math.Min(LettersInLine, letters.Length - at))).Append('\n');
        return lines.Append("        \"\"\"u8));\n").ToString();
    }

    // Beside the source when it is run as a file, else beside the program or where it is started.
    private string Beside(int length)
    {
        string name = Literal.Text(Path.ChangeExtension(file, ".weights"));
        return $$"""
            Load();

                private static byte[] Load()
                {
                    foreach (string? folder in new[] { AppContext.GetData("EntryPointFileDirectoryPath") as string, AppContext.BaseDirectory, Environment.CurrentDirectory })
                    {
                        string path = Path.Combine(folder ?? "", {{name}});
                        if (!File.Exists(path)) continue;
                        byte[] bytes = File.ReadAllBytes(path);
                        return bytes.Length == {{length.ToString(CultureInfo.InvariantCulture)}} ? bytes : throw new InvalidDataException($"{path} has {bytes.Length} bytes, and {{length.ToString(CultureInfo.InvariantCulture)}} were expected: it belongs to another program.");
                    }
                    throw new FileNotFoundException({{Literal.Text($"The weights, {Path.ChangeExtension(file, ".weights")}, have to lie beside the program.")}});
                }

            """.ReplaceLineEndings("\n");
    }

    private static string OneLine(string said) => string.Concat(said.Select(c => char.IsControl(c) ? ' ' : c));
}
