// The peer of the plan benchmark: the same instance and question for LEMON, a well-known
// C++ library for networks. Built and run by plan_test.go only; never part of Optrek.
//
//   lemon simplex|scaling care|balance|fit lambda file
//
// What goes to standard error is in the words of `optrek solve`. Reading and building the
// graph are not in the time, and what is used only for them not in the memory.
#include <sys/resource.h>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include <lemon/cost_scaling.h>
#include <lemon/network_simplex.h>
#include <lemon/static_graph.h>

using namespace lemon;
typedef StaticDigraph Graph;

static double processor() {
  rusage used;
  getrusage(RUSAGE_SELF, &used);
  return used.ru_utime.tv_sec + used.ru_stime.tv_sec + 1e-6 * (used.ru_utime.tv_usec + used.ru_stime.tv_usec);
}

static double wall() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

static long memory(const char* of) {  // in kB
  std::ifstream status("/proc/self/status");
  std::string line;
  while (std::getline(status, line))
    if (line.compare(0, std::strlen(of), of) == 0) return std::atol(line.c_str() + std::strlen(of));
  return 0;
}

// Every client sends one unit to the sink: by a networker, or directly, which is to stay
// without and costs nothing. What a pair is worth comes off the cost.
struct Instance {
  int n, m, e;
  std::vector<long long> priority;
  std::vector<int> capacity, fit, client, networker;
};

static Instance read(const char* name) {
  Instance in;
  FILE* f = std::fopen(name, "r");
  if (!f || std::fscanf(f, "cnm1 %d %d %d %*d", &in.n, &in.m, &in.e) != 3) std::exit(1);
  in.priority.resize(in.n), in.capacity.resize(in.m), in.fit.resize(in.e), in.client.resize(in.e), in.networker.resize(in.e);
  for (auto& p : in.priority) if (std::fscanf(f, "%lld %*d %*d", &p) != 1) std::exit(1);
  for (auto& c : in.capacity) if (std::fscanf(f, "%d", &c) != 1) std::exit(1);
  for (int i = 0; i < in.e; i++)
    if (std::fscanf(f, "%d %d %d %*d %*d", &in.client[i], &in.networker[i], &in.fit[i]) != 3) std::exit(1);
  std::fclose(f);
  return in;
}

template <class Algorithm>
static void solve(const Instance& in, const Graph& g, Graph::ArcMap<long long>& cost, Graph::ArcMap<int>& upper, Graph::NodeMap<int>& supply) {
  if (FILE* f = std::fopen("/proc/self/clear_refs", "w")) std::fputs("5", f), std::fclose(f);
  double start = wall(), own = processor();
  Algorithm algorithm(g);
  algorithm.upperMap(upper).costMap(cost).supplyMap(supply);
  if (algorithm.run() != Algorithm::OPTIMAL) std::exit(1);
  std::fprintf(stderr, "%-12s%.3f s, %.3f s of processor\n%-12s%ld MB at most\n", "solved", wall() - start, processor() - own, "memory",
               memory("VmHWM:") >> 10);
  long long served = 0, fit = 0, rank = 0;
  int pair = 0;
  for (int c = 0; c < in.n; c++)
    for (Graph::OutArcIt a(g, g.node(c)); a != INVALID; ++a)
      if (g.index(g.target(a)) < in.n + in.m) {  // not the way to stay without
        if (algorithm.flow(a)) served++, fit += in.fit[pair], rank += 1 + in.priority[c];
        pair++;
      }
  std::fprintf(stderr, "%-12s%lld\n%-12s%lld\n%-12s%lld\n", "served", served, "fit", fit, "priority", rank);
}

int main(int argc, char** argv) {
  if (argc != 5) return 2;
  const std::string algorithm = argv[1], mode = argv[2];
  const long long lambda = std::atoll(argv[3]);
  Instance in = read(argv[4]);
  Graph g;
  std::vector<std::pair<int, int>> arcs;
  arcs.reserve(in.e + in.n + in.m);
  for (int c = 0, i = 0; c < in.n; c++) {
    for (; i < in.e && in.client[i] == c; i++) arcs.emplace_back(c, in.n + in.networker[i]);
    arcs.emplace_back(c, in.n + in.m);
  }
  for (int k = 0; k < in.m; k++) arcs.emplace_back(in.n + k, in.n + in.m);
  g.build(in.n + in.m + 1, arcs.begin(), arcs.end());
  std::vector<std::pair<int, int>>().swap(arcs);

  Graph::ArcMap<long long> cost(g, 0);
  Graph::ArcMap<int> upper(g, 1);
  Graph::NodeMap<int> supply(g, 0);
  // Care: no amount of fit outweighs a step of priority. Fit and balance are asked without
  // "as many as possible first": easier for the peer, and here it comes to the same.
  const long long step = mode == "care" ? 10001LL * in.n : 0;
  int pair = 0;
  for (int c = 0; c < in.n; c++) {
    supply[g.node(c)] = 1;
    for (Graph::OutArcIt a(g, g.node(c)); a != INVALID; ++a)
      if (g.index(g.target(a)) < in.n + in.m)
        cost[a] = -(in.fit[pair++] + step * (1 + in.priority[c]) + (mode == "balance" ? lambda * in.priority[c] : 0));
  }
  for (int k = 0; k < in.m; k++)
    for (Graph::OutArcIt a(g, g.node(in.n + k)); a != INVALID; ++a) upper[a] = in.capacity[k];
  supply[g.node(in.n + in.m)] = -in.n;
  std::vector<int>().swap(in.client), std::vector<int>().swap(in.networker);
  if (algorithm == "simplex")
    solve<NetworkSimplex<Graph, int, long long>>(in, g, cost, upper, supply);
  else
    solve<CostScaling<Graph, int, long long>>(in, g, cost, upper, supply);
}
