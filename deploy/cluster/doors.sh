# Who reaches whom, tried from where they stand: of run.sh, which reads this. The lists are the architecture's
# (charts/optrek/files/edges.yaml), not the policies': what is tried is what was meant.

goes_out=(recruitment evaluation gateway) # to the organisations' own systems
addresses() { for service in recruitment matching activity evaluation; do echo "optrek-$service:9090"; done; echo optrek-gateway:443; echo postgres:5432; echo provider:443; }

# meant SERVICE: the lines it is to say.
meant() {
  local calls; calls=" $(sed -n "s/^  $1: \[\(.*\)\]/\1/p" "$root/charts/optrek/files/edges.yaml" | tr -d ,) "
  local address name door
  for address in $(addresses); do
    name=${address%:*} name=${name#optrek-} door=shut
    case $name in
      postgres) door=open ;;
      provider) case " ${goes_out[*]} " in *" $1 "*) door=open ;; esac ;;
      gateway) ;; # browsers come there, no service does
      *) case $calls in *" $name "*) door=open ;; esac ;;
    esac
    echo "$door $address"
  done
}

# tried SERVICE: from inside a pod of it, by somebody who is put beside the program there. A service has a way to itself:
# a pod's own address, or a neighbour that its policy keeps out; neither says anything.
tried() {
  local pod; pod=$(k get pods -l "app.kubernetes.io/component=$1" --field-selector=status.phase=Running -o name | head -1)
  # shellcheck disable=SC2046
  k debug "$pod" --quiet --profile=restricted --container=doors --image="$images/visitor:one" -- /optrek doors $(addresses) >/dev/null
  for _ in $(seq 60); do
    [ -z "$(k get "$pod" -o jsonpath='{.status.ephemeralContainerStatuses[0].state.terminated.exitCode}')" ] || break
    sleep 1
  done
  k logs "$pod" -c doors
}

doors_tried() {
  local service
  # shellcheck disable=SC2046
  visit doors doors $(addresses)
  # Of what is not ours, a database made here and a provider elsewhere, the policies are whoever's it is.
  if grep -q "open optrek-recruitment" "$work/doors.txt"; then doors="no door tried: this cluster keeps NetworkPolicies and does not enforce them"; return; fi
  [ "$(grep "open optrek" "$work/doors.txt")" = "open optrek-gateway:443" ] || fail "a browser reaches: $(cat "$work/doors.txt")"
  for service in "${services[@]}"; do
    diff <(meant "$service" | grep -v "optrek-$service:") <(tried "$service" | grep -v "optrek-$service:") >"$work/doors-$service.txt" ||
      fail "$service: meant (<) and found (>): $(cat "$work/doors-$service.txt")"
  done
  doors="NetworkPolicy enforced: from ${#services[@]} services and a browser to $(addresses | wc -l) doors, open is what was meant and shut is the rest"
}
