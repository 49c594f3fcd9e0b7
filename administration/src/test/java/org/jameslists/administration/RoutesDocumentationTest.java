package org.jameslists.administration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.james.webadmin.Routes;
import org.apache.james.webadmin.utils.JsonTransformer;
import org.junit.jupiter.api.Test;

import spark.Service;

/** {@code docs/operating/webadmin.openapi.yaml} and the page beside it name the routes that there are. */
class RoutesDocumentationTest {
    private static final Path FOLDER = Path.of("..", "docs", "operating");
    private static final Pattern PATH = Pattern.compile("^  (/\\S+):$");
    private static final Pattern METHOD = Pattern.compile("^    (get|post|put|patch|delete):$");

    private static Set<String> routes() {
        JsonTransformer json = new JsonTransformer();
        List<Routes> all = List.of(
                new ListRoutes(json, null, null),
                new HeldPostRoutes(json, null, null, null),
                new KeyRoutes(json, null, null),
                new ForecastRoutes(json, null, null));
        Service service = Service.ignite().ipAddress("127.0.0.1").port(0);
        try {
            all.forEach(routes -> routes.define(service));
            service.awaitInitialization();
            Set<String> names = new TreeSet<>();
            service.routes()
                    .forEach(route -> names.add(route.getHttpMethod().name() + " "
                            + route.getMatchUri().replaceAll(":(\\w+)", "{$1}")));
            return names;
        } finally {
            service.stop();
            service.awaitStop();
        }
    }

    @Test
    void theDescriptionNamesEachRoute() throws Exception {
        Set<String> described = new TreeSet<>();
        String path = "";
        for (String line : Files.readAllLines(FOLDER.resolve("webadmin.openapi.yaml"), StandardCharsets.UTF_8)) {
            Matcher start = PATH.matcher(line);
            if (start.matches()) {
                path = start.group(1);
            }
            Matcher method = METHOD.matcher(line);
            if (method.matches()) {
                described.add(method.group(1) + " " + path);
            }
        }

        assertThat(described).isEqualTo(routes());
    }

    @Test
    void thePageNamesEachRoute() throws Exception {
        String page = Files.readString(FOLDER.resolve("webadmin.md"), StandardCharsets.UTF_8);

        assertThat(routes()).allSatisfy(route -> assertThat(page)
                .contains("`" + route.substring(0, route.indexOf(' ')).toUpperCase(Locale.ROOT)
                        + route.substring(route.indexOf(' '))));
    }

    @Test
    void thePagesNameEachClassToConfigure() throws Exception {
        String pages = Files.readString(FOLDER.resolve("webadmin.md"), StandardCharsets.UTF_8)
                + Files.readString(FOLDER.resolve("health.md"), StandardCharsets.UTF_8);

        assertThat(List.of(
                        ListRoutes.class,
                        HeldPostRoutes.class,
                        KeyRoutes.class,
                        ForecastRoutes.class,
                        ListTasks.class,
                        ListKeysHealthCheck.class,
                        ListDomainsHealthCheck.class,
                        ListDnsHealthCheck.class,
                        HeldPostsHealthCheck.class,
                        ClockHealthCheck.class))
                .allSatisfy(type -> assertThat(pages).contains(type.getName()));
    }
}
