package org.jameslists.commandline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.apache.james.core.MailAddress;
import org.jameslists.commandline.ImportedList.Role;

/**
 * People in a table (RFC 4180), with a first line that names its columns: {@code list}, {@code email} and, if there are others
 * than members, {@code role}: {@code member}, {@code owner} or {@code moderator}. Other columns are not read.
 */
final class CsvFile {
    private CsvFile() {}

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException if it is no such table; the message names the record
     */
    static Collection<ImportedList> read(Path file) throws IOException {
        List<List<String>> records = records(ImportFiles.read(file));
        List<String> columns = records.isEmpty()
                ? List.of()
                : records.get(0).stream()
                        .map(name -> name.strip().toLowerCase(Locale.ROOT))
                        .toList();
        int list = columns.indexOf("list");
        int email = columns.indexOf("email");
        int role = columns.indexOf("role");
        if (list < 0 || email < 0) {
            throw new IllegalArgumentException(
                    "the first line of " + file + " does not name the columns 'list' and 'email'");
        }
        Map<String, ImportedList> lists = new LinkedHashMap<>();
        for (int i = 1; i < records.size(); i++) {
            List<String> record = records.get(i);
            if (record.size() <= Math.max(list, email)) {
                throw new IllegalArgumentException("record " + (i + 1) + " of " + file + " has too few columns");
            }
            String name = record.get(list);
            int number = i + 1;
            MailAddress address = ImportedList.address(name)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "record " + number + " of " + file + ": not the address of a list: " + name));
            lists.computeIfAbsent(address.asString(), unused -> new ImportedList(address))
                    .add(role(record, role, number), record.get(email));
        }
        return lists.values();
    }

    private static Role role(List<String> record, int column, int number) {
        String word = column < 0 || column >= record.size()
                ? ""
                : record.get(column).strip().toUpperCase(Locale.ROOT);
        try {
            return word.isEmpty() ? Role.MEMBER : Role.valueOf(word);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "record " + number + ": the role is none of member, owner, moderator: " + word, e);
        }
    }

    /** RFC 4180 §2; a field in quotes may have commas, line ends and doubled quotes in it. */
    private static List<List<String>> records(String text) {
        List<List<String>> records = new ArrayList<>();
        List<String> record = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                field.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (quoted || (c != ',' && c != '\n' && c != '\r')) {
                field.append(c);
            } else if (c == ',') {
                record.add(field.toString());
                field.setLength(0);
            } else if (c == '\n') {
                end(records, record, field);
                record = new ArrayList<>();
            }
        }
        end(records, record, field);
        return records;
    }

    private static void end(List<List<String>> records, List<String> record, StringBuilder field) {
        if (!record.isEmpty() || !field.toString().isBlank()) {
            record.add(field.toString());
            records.add(record);
        }
        field.setLength(0);
    }
}
