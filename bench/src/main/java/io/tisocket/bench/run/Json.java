// SPDX-License-Identifier: Apache-2.0
package io.tisocket.bench.run;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The little JSON that is needed: flat objects in, trees of maps, lists, strings and numbers out. */
final class Json {

    private static final Pattern NUMBER = Pattern.compile("\"(\\w+)\":(-?\\d[\\d.eE+-]*)");

    private Json() {}

    /** Returns the members of a flat object that are numbers. */
    static Map<String, Double> numbers(String object) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        Matcher matcher = NUMBER.matcher(object);
        while (matcher.find()) {
            numbers.put(matcher.group(1), Double.valueOf(matcher.group(2)));
        }
        return numbers;
    }

    /** Returns the text of {@code tree}, an entry of the outer levels on each line. */
    static String text(Object tree) {
        StringBuilder out = new StringBuilder();
        append(out, tree, "\n", 3);
        return out.append('\n').toString();
    }

    private static void append(StringBuilder out, Object tree, String line, int levels) {
        String separator = levels > 0 ? line + "  " : "";
        String end = levels > 0 ? line : "";
        if (tree instanceof Map<?, ?> map) {
            Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
            out.append('{');
            while (entries.hasNext()) {
                Map.Entry<?, ?> entry = entries.next();
                out.append(separator).append(quoted(entry.getKey().toString())).append(": ");
                append(out, entry.getValue(), separator, levels - 1);
                out.append(entries.hasNext() ? "," : "");
            }
            out.append(map.isEmpty() ? "" : end).append('}');
        } else if (tree instanceof List<?> list) {
            Iterator<?> elements = list.iterator();
            out.append('[');
            while (elements.hasNext()) {
                out.append(separator);
                append(out, elements.next(), separator, levels - 1);
                out.append(elements.hasNext() ? "," : "");
            }
            out.append(list.isEmpty() ? "" : end).append(']');
        } else {
            out.append(scalar(tree));
        }
    }

    private static String scalar(Object value) {
        if (value instanceof Double number) {
            return number == Math.rint(number) && Math.abs(number) < 1e15
                    ? Long.toString(number.longValue())
                    : String.format(Locale.ROOT, "%.4f", number);
        }
        return value instanceof Number || value instanceof Boolean ? value.toString() : quoted(value.toString());
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                default -> out.append(c < ' ' ? ' ' : c);
            }
        }
        return out.append('"').toString();
    }
}
