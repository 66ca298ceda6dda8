CREATE TABLE Agents (agent_id integer PRIMARY KEY, first_name text, last_name text, team_id integer, hire_date date, city text, hourly_pay real, FOREIGN KEY (team_id) REFERENCES Teams(team_id));
CREATE TABLE Teams (team_id integer PRIMARY KEY, name text, language text, floor integer);
CREATE TABLE Callers (caller_id integer PRIMARY KEY, name text, city text, plan text, since_year integer, email text);
CREATE TABLE Tickets (ticket_id integer PRIMARY KEY, caller_id integer, topic text, channel text, opened_on date, closed_on date, severity integer, FOREIGN KEY (caller_id) REFERENCES Callers(caller_id));
CREATE TABLE Ticket_Agents (ticket_id integer, agent_id integer, talk_minutes integer, rating integer, PRIMARY KEY (ticket_id, agent_id), FOREIGN KEY (ticket_id) REFERENCES Tickets(ticket_id), FOREIGN KEY (agent_id) REFERENCES Agents(agent_id));
INSERT INTO Teams VALUES
(1,'Aurora','English',2),(2,'Breeze','Spanish',2),(3,'Comet','Korean',3),(4,'Delta','English',4),(5,'Ember','Portuguese',3),(6,'Fjord','Norwegian',1),(7,'Grove','French',1),(8,'Harbor','Spanish',4);
INSERT INTO Agents VALUES
(11,'Nadia','Petrov',1,'2018-02-12','Sofia',14.5),
(12,'Miguel','Ortega',2,'2019-07-01','Bogota',11.2),
(13,'Jisoo','Han',3,'2021-03-15','Daegu',16.8),
(14,'Owen','Clarke',1,'2016-11-30','Leeds',18.0),
(15,'Beatriz','Lima',5,'2020-05-18','Porto',12.9),
(16,'Minho','Seo',3,'2022-09-05','Daegu',15.1),
(17,'Tendai','Moyo',4,'2017-01-23','Harare',9.8),
(18,'Lucia','Fuentes',2,'2023-04-11','Bogota',10.4),
(19,'Ingrid','Dahl',6,'2015-08-19','Bergen',21.3),
(20,'Paulo','Reis',5,'2019-12-02','Porto',13.6),
(21,'Ciara','Doyle',NULL,'2024-01-08','Cork',13.0);
INSERT INTO Callers VALUES
(1,'Hiroshi Abe','Osaka','basic',2012,'abe@mail.test'),
(2,'Salma Idrissi','Rabat','premium',2018,'salma@mail.test'),
(3,'Greta Lind','Malmo','family',2015,NULL),
(4,'Kwame Boateng','Accra','basic',2020,'kwame@mail.test'),
(5,'Rosa Quispe','Cusco','premium',2019,'rosa@mail.test'),
(6,'Dara Nolan','Cork','basic',2010,NULL),
(7,'Yusuf Kaya','Izmir','family',2021,'yusuf@mail.test'),
(8,'Elena Conti','Parma','premium',2014,'elena@mail.test'),
(9,'Sunil Perera','Kandy','basic',2022,'sunil@mail.test'),
(10,'Anouk Visser','Delft','trial',2024,'anouk@mail.test');
INSERT INTO Tickets VALUES
(501,1,'billing','phone','2023-01-10','2023-01-11',2),
(502,2,'outage','chat','2023-01-14','2023-01-14',5),
(503,3,'billing','email','2023-02-02','2023-02-09',1),
(504,2,'router','phone','2023-02-20','2023-02-21',3),
(505,5,'outage','phone','2023-03-08','2023-03-10',4),
(506,6,'cancellation','phone','2023-03-25','2023-03-25',2),
(507,7,'router','chat','2023-04-17',NULL,3),
(508,8,'billing','chat','2023-05-05','2023-05-06',2),
(509,1,'outage','phone','2023-06-12','2023-06-15',5),
(510,9,'password','chat','2023-07-01','2023-07-01',1),
(511,2,'billing','email','2023-08-19',NULL,2),
(512,4,'outage','phone','2023-09-30','2023-10-02',4);
INSERT INTO Ticket_Agents VALUES
(501,11,12,4),(502,13,35,5),(502,16,18,4),(503,14,9,3),(504,12,22,5),(505,18,41,2),(505,12,16,4),(506,14,7,1),(507,15,28,NULL),(508,11,14,5),(509,13,55,3),(510,20,4,5),(512,14,31,4),(512,17,26,2);
