// Asks a Neo4j server with its JDBC driver: queries on standard input, each ended by a NUL; rows as JSON out.
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

class Ask {
    public static void main(String[] arguments) throws Exception {
        Properties who = new Properties();
        who.put("user", System.getenv("NEO4J_USERNAME"));
        who.put("password", System.getenv("NEO4J_PASSWORD"));
        String given = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        List<String> answers = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(arguments[0], who)) {
            connection.setReadOnly(true);
            for (String query : given.split("\0")) {
                try (Statement statement = connection.createStatement(); ResultSet found = statement.executeQuery(query)) {
                    answers.add(rows(found));
                }
            }
        }
        new PrintStream(System.out, true, StandardCharsets.UTF_8).println("[" + String.join(",", answers) + "]");
    }

    private static String rows(ResultSet found) throws Exception {
        List<String> rows = new ArrayList<>();
        while (found.next()) {
            List<String> cells = new ArrayList<>();
            for (int column = 1; column <= found.getMetaData().getColumnCount(); column++) {
                cells.add(json(found.getObject(column)));
            }
            rows.add("[" + String.join(",", cells) + "]");
        }
        return "[" + String.join(",", rows) + "]";
    }

    private static String json(Object value) {
        if (value == null || value instanceof Number || value instanceof Boolean) {
            return String.valueOf(value);
        }
        StringBuilder text = new StringBuilder("\"");
        for (char letter : value.toString().toCharArray()) {
            boolean plain = letter >= ' ' && letter < 127 && letter != '"' && letter != '\\';
            text.append(plain ? String.valueOf(letter) : String.format("\\u%04x", (int) letter));
        }
        return text.append('"').toString();
    }
}
