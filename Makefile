# Everything that a developer types. `make` alone prints this list.
SHELL := /bin/bash
.DEFAULT_GOAL := help

# The build needs JDK 25 or newer; the libraries' tests run on a Java 17 runtime.
# Looked up only by the targets that need them, so that `make help` works anywhere.
JDK = $(or $(shell .ci/jdk 25),$(error JDK 25 or newer was not found: install one, or set JAVA_HOME to it))
JAVA17 = $(or $(JAVA17_HOME),$(shell .ci/jdk 17 exact),$(error A Java 17 runtime was not found: install one, or set JAVA17_HOME to it))
MVN = $(or $(shell command -v mvn),$(error Maven 3.8.7 or newer was not found: install it))
MAVEN = JAVA_HOME="$(JDK)" $(MVN) --batch-mode --no-transfer-progress
JAVA = "$(JDK)/bin/java"

.PHONY: help
help: ## Print this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

.PHONY: build
build: ## Build all jars, without the tests, and the cache that lets the app start fast
	@$(MAVEN) --quiet package -DskipTests -Djava17.tests.skip

.PHONY: install
install: ## Build the libraries, without the tests, into the local Maven repository
	@$(MAVEN) --quiet install -DskipTests -Djava17.tests.skip -pl tracker-core,tracker-servlet,tracker-micronaut,tracker-spring-boot-starter,activity-stream -am

.PHONY: run
run: build ## Build and start the product with a demo organization; Ctrl+C stops it
	@JAVA_HOME="$(JDK)" ASTIR_DEMO="$${ASTIR_DEMO:-true}" exec example-app/target/astir

.PHONY: archive
archive: ## Build the product as an archive for this platform, example-app/target/astir-*.tar.gz
	@$(MAVEN) --quiet pre-integration-test -DskipTests -Djava17.tests.skip -Darchive.phase=pre-integration-test

.PHONY: test
test: ## Run every test, the libraries' on Java 17; installs what they need where it can
	@.ci/packages
	@JAVA17_HOME="$(JAVA17)" $(MAVEN) --threads 2 verify

.PHONY: bench
bench: build ## Run the benchmarks, or one of them: make bench NAME=record
	@$(JAVA) -jar benchmarks/target/benchmarks.jar $(NAME)

.PHONY: format
format: ## Format the code
	@$(MAVEN) --quiet spotless:apply

.PHONY: ci
ci: ## What CI runs
	@.ci/run
